// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.SamlProviders;

/// <summary>The pilot world with SimpleSAMLphp as one more way to log in, and a citizen's browser.</summary>
internal sealed class ForeignWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly SocketsHttpHandler _handler;

    private ForeignWorld(SimpleSamlPhp idp, PilotWorld pilot, SocketsHttpHandler handler, DirectoryInfo data)
    {
        _data = data;
        Idp = idp;
        Pilot = pilot;
        _handler = handler;
        Browser = new Browser(handler, TimeProvider.System);
    }

    public SimpleSamlPhp Idp { get; }

    public PilotWorld Pilot { get; }

    public Browser Browser { get; }

    /// <param name="settings">The gateway's connector to the provider.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ForeignWorld> StartAsync(
        Func<SimpleSamlPhp, IEnumerable<KeyValuePair<string, string?>>> settings, CancellationToken cancellationToken)
    {
        var addresses = PilotAddresses.Free();
        var certificates = await DevelopmentCertificateFolder.OpenAsync(DevelopmentCertificateFolder.Default, TimeProvider.System, cancellationToken);
        using var signing = certificates.GatewaySamlRsa.LoadPublic();
        var idp = await SimpleSamlPhp.StartAsync(addresses.Gateway, signing, certificates.NodeTls, cancellationToken);
        var data = Directory.CreateTempSubdirectory("onceonly-foreign-");
        try
        {
            var pilot = await PilotWorld.StartAsync(
                new PilotWorldOptions
                {
                    Addresses = addresses,
                    DataFolder = data.FullName,
                    CertificatesFolder = DevelopmentCertificateFolder.Default,
                    GatewaySettings = settings(idp).ToDictionary(StringComparer.Ordinal),
                },
                cancellationToken);
            return new ForeignWorld(idp, pilot, DevelopmentTrust.CreateHandler(pilot.Certificates), data);
        }
        catch
        {
            await idp.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        _handler.Dispose();
        await Pilot.DisposeAsync();
        await Idp.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
