// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Metadata;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>The gateway's SAML metadata, fetched from its entityID and believed because the pinned key signed it.</summary>
internal sealed class GatewayMetadata(HttpClient http, GatewaySite gateway, TimeProvider time)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(10);

    private readonly MetadataTrust _trust = MetadataTrust.Pinned([gateway.SamlMetadata.LoadPublic()]);
    private ServiceProviderMetadata? _known;
    private DateTimeOffset _fetchedAt;

    /// <summary>Its entityID.</summary>
    public string Issuer => gateway.SamlMetadataAddress.AbsoluteUri;

    /// <summary>Country for which persons are identified to it.</summary>
    public string Country => gateway.Country;

    /// <returns>The metadata; null when it cannot be had.</returns>
    public async Task<ServiceProviderMetadata?> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known is null || now - _fetchedAt > Refresh)
        {
            var bytes = await http.GetByteArrayAsync(gateway.SamlMetadataAddress, cancellationToken);
            if (!ServiceProviderMetadata.TryRead(bytes, _trust, now, out var metadata, out _))
            {
                return null;
            }

            (_known, _fetchedAt) = (metadata, now);
        }

        return _known;
    }
}
