// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>One pilot world in this process, for tests that only look at what citizens see.</summary>
public class RunningPilot : IAsyncLifetime
{
    /// <summary>A country whose node nobody can reach.</summary>
    public const string DeadCountry = "FR";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("onceonly-pilot-");
    private readonly List<Browser> _browsers = [];
    private PilotWorld? _world;
    private SocketsHttpHandler? _handler;

    public PilotWorld World => _world!;

    public PilotAddresses At => World.Addresses;

    /// <summary>Where the gateways keep their state.</summary>
    public string DataFolder => _data.FullName;

    protected virtual bool CrossesBorders => false;

    protected virtual IReadOnlyDictionary<string, string?> MoreSettings { get; } = new Dictionary<string, string?>();

    public async ValueTask InitializeAsync()
    {
        const string Connector = "Identity:EidasSaml:Connectors:" + DeadCountry;
        _world = await PilotWorld.StartAsync(
            new PilotWorldOptions
            {
                Addresses = PilotAddresses.Free(),
                DataFolder = _data.FullName,
                CertificatesFolder = DevelopmentCertificateFolder.Default,
                CrossesBorders = CrossesBorders,
                GatewaySettings = new Dictionary<string, string?>(MoreSettings, StringComparer.Ordinal)
                {
                    [Connector + ":Country"] = DeadCountry,
                    [Connector + ":MetadataUrl"] = "https://127.0.0.1:9/metadata",
                    [Connector + ":MetadataCertificateFiles:0"] = Path.Combine(DevelopmentCertificateFolder.Default, "node-saml-metadata.pem"),
                },
            },
            TestContext.Current.CancellationToken);
        _handler = DevelopmentTrust.CreateHandler(_world.Certificates);
    }

    public Browser OpenBrowser()
    {
        var browser = new Browser(_handler!, TimeProvider.System);
        _browsers.Add(browser);
        return browser;
    }

    public Citizen Send(Persona persona, Browser? browser = null) => new(browser ?? OpenBrowser(), At, persona);

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        _handler?.Dispose();
        await (_world?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
