// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Tests.Harness;
using OnceOnly.Identity.Tests.OpenIdConnect;

namespace OnceOnly.Identity.Tests.Peers;

/// <summary>The OpenID Connect plug-in against npm oidc-provider.</summary>
public sealed class OidcProviderTests
{
    [Theory]
    [InlineData("ES256", false)]
    [InlineData("PS256", true)]
    [InlineData("RS256", false)]
    public async Task a_citizen_logs_in_through_a_foreign_provider(string algorithm, bool userInfo)
    {
        using var provider = await StartAsync(algorithm, userInfo);
        await using var host = new OidcHost();
        await host.StartAsync(
            provider.Issuer,
            ("Algorithms:0", algorithm),
            ("UserInfo", userInfo ? "true" : "false"),
            ("Levels:High:0", "urn:national:card"));

        await host.ArriveAsync(await BrowseAsync((await host.DepartAsync()).ShouldNotBeNull(host.Log.Text)));

        var person = host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
        person.Subject.ShouldBe(new NaturalPerson("ES/EL/19800229-1234", "Garcia", "Carmen", new DateOnly(1980, 2, 29)));
        person.LevelOfAssurance.ShouldBe(LevelOfAssurance.High);
    }

    [Theory]
    [InlineData("RSA", "RSA-OAEP-256", "A256GCM")]
    [InlineData("RSA", "RSA-OAEP", "A128CBC-HS256")]
    [InlineData("nistP256", "ECDH-ES", "A256CBC-HS512")]
    [InlineData("nistP384", "ECDH-ES+A128KW", "A128GCM")]
    [InlineData("nistP521", "ECDH-ES+A256KW", "A192CBC-HS384")]
    public async Task a_foreign_provider_may_encrypt_its_tokens_and_sign_UserInfo(string key, string algorithm, string encryption)
    {
        using var certificate = SealedToken.Certificate(key);
        using var provider = await StartAsync("PS256", userInfo: true, (certificate, algorithm, encryption));
        await using var host = new OidcHost();
        await host.StartAsync(
            provider.Issuer,
            ("UserInfo", "true"),
            ("Levels:High:0", "urn:national:card"),
            ("DecryptionKey:CertificateFile", host.Write("decryption.pem", certificate.ExportCertificatePem())),
            ("DecryptionKey:KeyFile", host.Write("decryption.key", PrivateKeyOf(certificate))),
            ("DecryptionAlgorithms:0", algorithm));

        await host.ArriveAsync(await BrowseAsync((await host.DepartAsync()).ShouldNotBeNull(host.Log.Text)));

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).Subject
            .ShouldBe(new NaturalPerson("ES/EL/19800229-1234", "Garcia", "Carmen", new DateOnly(1980, 2, 29)));
    }

    [Fact]
    public async Task a_citizen_who_cancels_at_a_foreign_provider_has_cancelled()
    {
        using var provider = await StartAsync("ES256", userInfo: false);
        await using var host = new OidcHost();
        await host.StartAsync(provider.Issuer, ("Levels:High:0", "urn:national:card"));
        var departure = (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);

        await host.ArriveAsync(await BrowseAsync(new Uri(departure.AbsoluteUri + "&login_hint=cancel")));

        host.Logins.Failed.ShouldBe(LoginFailure.Cancelled, host.Log.Text);
    }

    // What a browser does: follows redirects and keeps cookies, until it is sent back to us.
    private static async Task<string> BrowseAsync(Uri address)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate!.GetRawCertData().AsSpan().SequenceEqual(IdentityHost.ServerCertificate.RawData);
        using var http = new HttpClient(handler);
        for (var hops = 0; hops < 10; hops++)
        {
            using var answer = await http.GetAsync(address);
            address = new Uri(address, answer.Headers.Location.ShouldNotBeNull(await answer.Content.ReadAsStringAsync()));
            if (address.AbsoluteUri.StartsWith(OidcHost.RedirectUri, StringComparison.Ordinal))
            {
                return address.Query;
            }
        }

        throw new InvalidOperationException("The provider never sends the browser back.");
    }

    private static string PrivateKeyOf(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <param name="algorithm">How it signs.</param>
    /// <param name="userInfo">Whether claims come from UserInfo.</param>
    /// <param name="sealing">For whom and how it encrypts tokens, if it does; then it also signs UserInfo.</param>
    private static async Task<Provider> StartAsync(
        string algorithm, bool userInfo, (X509Certificate2 Certificate, string Algorithm, string Encryption)? sealing = null)
    {
        NodePeer.SkipWithout("oidc-provider");
        using var clientKey = OidcHost.ClientCertificate.GetECDsaPrivateKey()!;
        using var tlsKey = IdentityHost.ServerCertificate.GetECDsaPrivateKey()!;
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var input = new JsonObject
        {
            ["host"] = "localhost",
            ["tlsKey"] = tlsKey.ExportPkcs8PrivateKeyPem(),
            ["tlsCertificate"] = IdentityHost.ServerCertificate.ExportCertificatePem(),
            ["clientId"] = OidcHost.ClientId,
            ["redirectUri"] = OidcHost.RedirectUri,
            ["clientKey"] = Jwk(clientKey, withPrivate: false),
            ["keys"] = new JsonArray(Jwk(signing, withPrivate: true), Jwk(rsa)),
            ["algorithm"] = algorithm,
            ["userInfo"] = userInfo,
            ["acrValues"] = new JsonArray("urn:national:card"),
            ["acr"] = "urn:national:card",
        };
        if (sealing is { } wish)
        {
            input["encryption"] = new JsonObject { ["key"] = PublicJwk(wish.Certificate), ["alg"] = wish.Algorithm, ["enc"] = wish.Encryption };
        }

        var process = Process.Start(new ProcessStartInfo("node", ["oidc-connector.mjs"])
        {
            UseShellExecute = false,
            WorkingDirectory = NodePeer.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardInput.WriteLineAsync(input.ToJsonString());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string? line;
        while ((line = await process.StandardOutput.ReadLineAsync(patience.Token)) is not null && !line.StartsWith('{'))
        {
        }

        return new Provider(process, JsonNode.Parse(line.ShouldNotBeNull("the provider did not start"))!["issuer"]!.GetValue<string>());
    }

    private static JsonObject PublicJwk(X509Certificate2 certificate)
    {
        using var elliptic = certificate.GetECDsaPublicKey();
        using var rsa = certificate.GetRSAPublicKey();
        var jwk = elliptic is not null ? Jwk(elliptic, withPrivate: false) : new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64UrlEncoder.Encode(rsa!.ExportParameters(includePrivateParameters: false).Modulus),
            ["e"] = Base64UrlEncoder.Encode(rsa.ExportParameters(includePrivateParameters: false).Exponent),
        };
        jwk["use"] = "enc";
        return jwk;
    }

    private static JsonObject Jwk(ECDsa key, bool withPrivate)
    {
        var parameters = key.ExportParameters(withPrivate);
        var jwk = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = $"P-{key.KeySize}",
            ["x"] = Base64UrlEncoder.Encode(parameters.Q.X),
            ["y"] = Base64UrlEncoder.Encode(parameters.Q.Y),
        };
        if (withPrivate)
        {
            jwk["d"] = Base64UrlEncoder.Encode(parameters.D);
        }

        return jwk;
    }

    private static JsonObject Jwk(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            ["d"] = Base64UrlEncoder.Encode(parameters.D),
            ["p"] = Base64UrlEncoder.Encode(parameters.P),
            ["q"] = Base64UrlEncoder.Encode(parameters.Q),
            ["dp"] = Base64UrlEncoder.Encode(parameters.DP),
            ["dq"] = Base64UrlEncoder.Encode(parameters.DQ),
            ["qi"] = Base64UrlEncoder.Encode(parameters.InverseQ),
        };
    }

    private sealed record Provider(Process Process, string Issuer) : IDisposable
    {
        public void Dispose()
        {
            Process.StandardInput.Close();
            if (!Process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                Process.Kill(entireProcessTree: true);
            }

            Process.Dispose();
        }
    }
}
