// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Registries that want to see a certificate, and whose own one comes from a private authority.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onceonly-tls-");
    private readonly X509Certificate2 server = SelfSigned("CN=registry");
    private readonly X509Certificate2 client = SelfSigned("CN=gateway");

    [Fact]
    public async Task The_gateway_shows_its_certificate_and_knows_the_registrys()
    {
        await using var registry = await StartAsync();
        var answer = await AskAsync(registry, Trusting(server), ClientCertificate());

        answer.ShouldBeOfType<ProviderAnswer.Provided>();
    }

    [Fact]
    public async Task A_registry_from_an_unknown_authority_is_not_asked()
    {
        await using var registry = await StartAsync();

        foreach (var trust in (IEnumerable<(string, string?)>[])[[], Trusting(client)])
        {
            var answer = await AskAsync(registry, trust, ClientCertificate());
            answer.ShouldBe(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryUnreachable)));
        }

        registry.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_without_our_certificate_does_not_answer()
    {
        await using var registry = await StartAsync();
        var answer = await AskAsync(registry, Trusting(server), []);

        answer.ShouldBe(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryUnreachable)));
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        server.Dispose();
        client.Dispose();
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var addresses = new SubjectAlternativeNameBuilder();
        addresses.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(addresses.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    private static async Task<ProviderAnswer> AskAsync(ScriptedRegistry registry, params IEnumerable<(string, string?)>[] changes)
    {
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, changes.SelectMany(change => change)));
        return await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new KeptDocuments());
    }

    private Task<ScriptedRegistry> StartAsync() => ScriptedRegistry.StartAsync(listen => listen.UseHttps(https =>
    {
        https.ServerCertificate = server;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == client.Thumbprint;
    }));

    private IEnumerable<(string, string?)> Trusting(X509Certificate2 authority) =>
        [(Declaration.Provider + ":TrustedAuthoritiesFile", Written($"{authority.Thumbprint}.pem", authority.ExportCertificatePem()))];

    private IEnumerable<(string, string?)> ClientCertificate() =>
    [
        (Declaration.Provider + ":Credentials:Kind", "ClientCertificate"),
        (Declaration.Provider + ":Credentials:CertificateFile", Written("client.pem", client.ExportCertificatePem())),
        (Declaration.Provider + ":Credentials:KeyFile", Written("client.key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())),
    ];

    private string Written(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
