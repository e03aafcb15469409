// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Text.Json;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.Walk;

namespace OnceOnly.Cli.Token;

/// <summary>Pushes the request, lets somebody log in and say yes, redeems the code, and prints what curl needs.</summary>
internal static class TokenCommand
{
    public static async Task<int> RunAsync(Invocation invocation)
    {
        var options = TokenOptions.Read(invocation.Arguments);
        var cancellation = invocation.CancellationToken;
        try
        {
            var certificates = await DevelopmentCertificateFolder.OpenAsync(options.CertificatesFolder, invocation.Time, cancellation);
            var keys = certificates.Client(options.UsesMutualTls ? "shell-mtls" : "shell-dpop");
            using var certificate = keys.Certificate.Load();
            using var handler = DevelopmentTrust.CreateHandler(certificates, options.UsesMutualTls ? certificate : null);
            using var http = new HttpClient(handler, disposeHandler: false);
            var oauth = new OAuthClient(http, options.Issuer, Authentication(options, keys), options.Callback, invocation.Time);
            var tokens = await GetAsync(oauth, options, certificates, invocation);
            await invocation.Output.WriteLineAsync(options.UsesMutualTls
                ? ShellText.ForMutualTls(options, tokens, certificates, keys, await ApiAsync(http, options, cancellation))
                : ShellText.ForDPoP(options, tokens, certificates, oauth.LatestNonce));
            return ExitCode.Success;
        }
        catch (Exception failure) when (failure is OAuthException or WalkException or BrowserException or HttpRequestException or IOException)
        {
            await invocation.Error.WriteLineAsync($"onceonly token: {failure.Message}");
            return ExitCode.Refused;
        }
    }

    private static ClientAuthentication Authentication(TokenOptions options, ClientKeys keys)
    {
        if (options.UsesMutualTls)
        {
            return new TlsCertificate("shell-mtls");
        }

        var key = keys.LoadKey();
        return new PrivateKeyJwt("shell-dpop", key, ClientKeys.KeyId(key));
    }

    private static async Task<GrantedTokens> GetAsync(
        OAuthClient oauth, TokenOptions options, DevelopmentCertificates certificates, Invocation invocation)
    {
        var cancellation = invocation.CancellationToken;
        await using var callback = await CallbackSite.StartAsync(options.Callback, certificates.CallbackTls, cancellation);
        var details = JsonSerializer.Serialize(new[]
        {
            new { type = "evidence_request", procedure = options.Procedure, evidence_types = new[] { options.EvidenceType } },
        });
        var pending = await oauth.StartAsync(details, levelOfAssurance: null, cancellation);
        if (options.Persona is { } persona)
        {
            await ClickThroughAsync(persona, pending.BrowserAddress, options, certificates, invocation);
        }
        else
        {
            await invocation.Error.WriteLineAsync($"Open this address within a minute, log in and say yes:\n\n  {pending.BrowserAddress.AbsoluteUri}\n");
            Open(options, pending.BrowserAddress);
        }

        return await oauth.FinishAsync(pending, await callback.WaitAsync(cancellation), cancellation);
    }

    private static async Task ClickThroughAsync(
        Persona persona, Uri address, TokenOptions options, DevelopmentCertificates certificates, Invocation invocation)
    {
        using var network = DevelopmentTrust.CreateHandler(certificates);
        using var browser = new Browser(network, invocation.Time);
        var citizen = new Citizen(browser, options.Issuer, persona);
        await browser.GoToAsync(address, invocation.CancellationToken);
        await citizen.LogInAsync(invocation.CancellationToken);
        await citizen.GiveExplicitRequestAsync(invocation.CancellationToken);
        citizen.ExpectAt(options.Callback, options.Callback.AbsolutePath);
    }

    private static void Open(TokenOptions options, Uri address)
    {
        if (options.Opens)
        {
            using var started = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        }
    }

    /// <summary>Where the evidence API takes calls with a certificate: beside the token endpoint for such clients.</summary>
    private static async Task<Uri> ApiAsync(HttpClient http, TokenOptions options, CancellationToken cancellationToken)
    {
        var endpoints = await GatewayEndpoints.DiscoverAsync(http, options.Issuer, cancellationToken);
        return new Uri(endpoints.ForMutualTls().Token, "/v1/exchanges");
    }
}
