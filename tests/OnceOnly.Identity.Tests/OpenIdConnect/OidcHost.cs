// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.EidMethods.OpenIdConnect;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Tests.EidasSaml;
using OnceOnly.Identity.Tests.Harness;
using OnceOnly.Storage;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>The OpenID Connect plug-in with one connector, and with log-ins that are only written down.</summary>
internal sealed class OidcHost : IAsyncDisposable
{
    public const string ClientId = "gateway";
    public const string RedirectUri = "https://gateway.example.gr/eid/oidc/callback/ES";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-oidc-");
    private readonly AheadClock _clock = new();
    private WebApplication? _app;

    public static X509Certificate2 ClientCertificate { get; } = Certificate();

    public RecordedLogins Logins { get; } = new();

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _app!.Services;

    /// <summary>One that trusts a connector.</summary>
    public static async Task<OidcHost> StartAsync(ForgedConnector connector, params (string Key, string Value)[] settings)
    {
        var host = new OidcHost();
        await host.StartAsync(connector.Issuer, settings);
        return host;
    }

    /// <summary>One at which a citizen came back from a connector.</summary>
    public static async Task<OidcHost> LogInAsync(ForgedConnector connector, params (string Key, string Value)[] settings)
    {
        var host = await StartAsync(connector, settings);
        await host.ArriveAsync(connector.Answer((await host.DepartAsync()).ShouldNotBeNull(host.Log.Text)));
        return host;
    }

    public async Task StartAsync(string issuer, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        const string connector = "Identity:OidcConnectors:ES";
        using var key = ClientCertificate.GetECDsaPrivateKey()!;
        builder.Configuration.AddInMemoryCollection(TestClient.Configuration).AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:Sqlite:Folder"] = Path.Combine(_folder.FullName, "db"),
            ["Identity:Issuer"] = "https://gateway.example.gr",
            ["Identity:MutualTlsBaseUri"] = "https://mtls.gateway.example.gr",
            [$"{connector}:Issuer"] = issuer,
            [$"{connector}:Country"] = "ES",
            [$"{connector}:ClientId"] = ClientId,
            [$"{connector}:ClientKey:CertificateFile"] = Write("client.pem", ClientCertificate.ExportCertificatePem()),
            [$"{connector}:ClientKey:KeyFile"] = Write("client.key", key.ExportPkcs8PrivateKeyPem()),
            [$"{connector}:Scopes:0"] = "person",
            [$"{connector}:NationalIdentifiersFor"] = "EL",
            [$"{connector}:TrustedAuthoritiesFile"] = Write("ca.pem", IdentityHost.ServerCertificate.ExportCertificatePem()),
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{connector}:{setting.Key}", (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddOnceOnlyState(builder.Configuration.GetSection("Storage"));
        builder.Services.AddOnceOnlyIdentity(builder.Configuration.GetSection("Identity"));
        builder.Services.AddOidcConnectors(builder.Configuration.GetSection(OidcConnectorsOptions.Section));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<ILogins>(Logins);
        _app = builder.Build();
        _app.Services.GetServices<IEidMethod>().Single().MapEndpoints(_app);
        await _app.StartAsync();
    }

    /// <summary>Lets time pass for the plug-in.</summary>
    public void Advance(TimeSpan time) => _clock.Ahead += time;

    public async Task<Uri?> DepartAsync(LevelOfAssurance level = LevelOfAssurance.Substantial, string option = "ES")
    {
        var method = Services.GetServices<IEidMethod>().Single();
        var departure = await method.StartAsync(new EidRequest("login", option, level), TestContext.Current.CancellationToken);
        departure?.FormFields.ShouldBeNull();
        return departure?.Destination;
    }

    /// <summary>What it says to anybody at an address.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app!.Urls.Single()) };
        return await http.GetAsync(path);
    }

    /// <summary>The browser brings the connector's answer.</summary>
    public async Task ArriveAsync(string query, string at = "ES")
    {
        using var answer = await GetAsync($"/eid/oidc/callback/{at}{query}");
        answer.IsSuccessStatusCode.ShouldBeTrue(Log.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }

    /// <summary>A file beside its own; gone with it.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    // Runs with the connector's clock, but may be ahead of it.
    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
