// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Metadata;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>The gateway's SAML metadata, fetched from its entityID and believed because the pinned key signed it.</summary>
internal sealed class GatewayMetadata(HttpClient http, Uri address, DevelopmentCertificates certificates, TimeProvider time)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(10);

    private readonly MetadataTrust _trust = MetadataTrust.Pinned([certificates.GatewaySamlMetadata.LoadPublic()]);
    private ServiceProviderMetadata? _known;
    private DateTimeOffset _fetchedAt;

    /// <returns>The metadata; null when the issuer is somebody else or its metadata cannot be had.</returns>
    public async Task<ServiceProviderMetadata?> FindAsync(string issuer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (issuer != address.AbsoluteUri)
        {
            return null;
        }

        if (_known is null || now - _fetchedAt > Refresh)
        {
            var bytes = await http.GetByteArrayAsync(address, cancellationToken);
            if (!ServiceProviderMetadata.TryRead(bytes, _trust, now, out var metadata, out _))
            {
                return null;
            }

            (_known, _fetchedAt) = (metadata, now);
        }

        return _known;
    }
}
