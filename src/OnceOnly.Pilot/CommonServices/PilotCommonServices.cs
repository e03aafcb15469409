// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.CommonServices.Declaration;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.CommonServices;

/// <summary>The common services alone, for programs that want nothing else of the pilot.</summary>
public sealed class PilotCommonServices : IAsyncDisposable
{
    private readonly WebApplication _site;

    private PilotCommonServices(WebApplication site, Uri origin)
    {
        _site = site;
        EvidenceBroker = new Uri(origin, "/eb/");
        DataServiceDirectory = new Uri(origin, "/dsd/");
    }

    /// <summary>Base address.</summary>
    public Uri EvidenceBroker { get; }

    /// <inheritdoc cref="EvidenceBroker"/>
    public Uri DataServiceDirectory { get; }

    /// <summary>Starts them on a free port.</summary>
    /// <exception cref="IOException">The port was taken in the meantime.</exception>
    public static async Task<PilotCommonServices> StartAsync(DevelopmentCertificates certificates, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        var origin = PilotAddresses.Free().CommonServices;
        var site = CommonServicesSite.Create(origin, DeclaredCatalogue.DefaultFile, certificates, time);
        await site.StartAsync(cancellationToken);
        return new PilotCommonServices(site, origin);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
