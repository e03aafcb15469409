// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.AuthorizationDetails;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.EidMethods.OpenIdConnect;
using OnceOnly.Storage;
using OnceOnly.Testing.Programs;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>A provider on real Kestrel with HTTPS and SQLite, and everything a client or citizen needs to talk to it.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private IdentityHost(WebApplication app, string folder, bool ownsFolder, ManualClock clock, string issuer, string mutualTls)
    {
        _app = app;
        _ownsFolder = ownsFolder;
        Folder = folder;
        Clock = clock;
        Issuer = issuer;
        MutualTls = mutualTls;
    }

    public string Folder { get; }

    public ManualClock Clock { get; }

    public string Issuer { get; }

    public string MutualTls { get; }

    public IServiceProvider Services => _app.Services;

    public static X509Certificate2 ServerCertificate { get; } = TestCertificate.Create("gateway");

    /// <param name="settings">Configuration keys on top of a working configuration.</param>
    /// <param name="folder">State of an earlier host to continue; otherwise a new folder that goes with the host.</param>
    /// <param name="realTime">For foreign clients, which have clocks of their own.</param>
    /// <param name="first">Another instance of the same provider, whose state and issuer it shares.</param>
    public static async Task<IdentityHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        string? folder = null,
        bool realTime = false,
        IdentityHost? first = null)
    {
        folder ??= first?.Folder;
        var port = FreePort.Find();
        var mutualTlsPort = FreePort.Find();
        var state = folder ?? Directory.CreateTempSubdirectory("onceonly-identity-").FullName;
        var clock = new ManualClock();
        var issuer = $"https://localhost:{port}";
        var mutualTls = $"https://localhost:{mutualTlsPort}";

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port, listen => listen.UseHttps(ServerCertificate));
            kestrel.ListenLocalhost(mutualTlsPort, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = ServerCertificate;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.AllowAnyClientCertificate();
            }));
        });
        builder.Configuration.AddInMemoryCollection(TestClient.Configuration).AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:Sqlite:Folder"] = Path.Combine(state, "db"),
            ["Identity:Issuer"] = issuer,
            ["Identity:MutualTlsBaseUri"] = mutualTls,
        });
        if (first is not null)
        {
            builder.Configuration["Identity:Issuer"] = first.Issuer;
            builder.Configuration["Identity:ResourceBaseUris:0"] = issuer;
        }

        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<TimeProvider>(realTime ? TimeProvider.System : clock);
        builder.Services.AddOnceOnlyState(builder.Configuration.GetSection("Storage"));
        builder.Services.AddOnceOnlyIdentity(builder.Configuration.GetSection("Identity"));
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(state, "protection")));
        builder.Services.AddSingleton<IAuthorizationDetailsPolicy, TestPolicy>();
        builder.Services.AddSingleton<IEidMethod, TestEid>();
        var connectors = builder.Configuration.GetSection(OidcConnectorsOptions.Section);
        if (connectors.Exists())
        {
            builder.Services.AddOidcConnectors(connectors);
        }

        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOnceOnlyIdentity();
        TestPortal.Map(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new IdentityHost(app, state, folder is null, clock, issuer, mutualTls);
    }

    public TestClient Client(string clientId = TestClient.Alpha) => new(this, clientId);

    public Browser Browser() => new(this);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
