// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>
/// Remembers, for every instance and over restarts, until when the latest metadata of each connector say they are valid.
/// What once was signed stays signed: somebody may play metadata back that name a key which has been replaced since.
/// </summary>
/// <remarks>The mark ends with the metadata it stands for; from then on older ones have ended too.</remarks>
internal sealed class MetadataWatermark(IProtocolStore store, ILogger<MetadataWatermark> logger)
{
    /// <summary>Moves the mark to the end of metadata: up always, down only when the operator accepts earlier ones.</summary>
    /// <param name="connector">Whose metadata they are.</param>
    /// <param name="end">The end they state themselves. One that we gave them would shut out whatever states an earlier one.</param>
    /// <param name="now">Time they were looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when they end before the mark and are not to be used.</returns>
    public async Task<bool> TryMoveAsync(Connector connector, DateTimeOffset end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mark = new ProtocolItem(
            ProtocolKind.MetadataEnd,
            Handle.Hash($"{connector.Id} {connector.Options.PinnedEntityId}"),
            Family: null,
            ReadOnlyMemory<byte>.Empty,
            end);
        while (true)
        {
            var known = await store.FindAsync(mark.Kind, mark.Key, cancellationToken);

            // What was right one refresh ago may still be what one of a node's machines, or a cache before it, hands out.
            var isEarlier = end < known?.ExpiresAt - connector.Options.MetadataRefresh;
            if (isEarlier && !connector.AcceptsEnd(end, now))
            {
                return false;
            }

            if (!isEarlier && known?.ExpiresAt >= end)
            {
                return true;
            }

            // When neither is so, another instance moved it meanwhile.
            if (known is null
                ? await store.TryAddAsync(mark, cancellationToken)
                : await store.TryReplaceAsync(known with { ExpiresAt = end }, cancellationToken))
            {
                if (isEarlier)
                {
                    logger.EidasMetadataMarkLowered(connector.Id, end);
                }

                return true;
            }
        }
    }
}
