// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>
/// Remembers, for every instance and over restarts, until when the latest metadata of each connector are valid. What once
/// was signed stays signed: somebody may play metadata back that name a key which has been replaced since.
/// </summary>
/// <remarks>The mark ends with the metadata it stands for; from then on older ones have ended too.</remarks>
internal sealed class MetadataWatermark(IProtocolStore store)
{
    /// <summary>Raises the mark to the end of metadata.</summary>
    /// <returns>False when they end before it and are not to be used.</returns>
    public async Task<bool> TryRaiseAsync(Connector connector, DateTimeOffset end, CancellationToken cancellationToken)
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
            if (known is not null && end < Earliest(connector.Options, known.ExpiresAt))
            {
                return false;
            }

            // When neither is so, another instance raised it meanwhile.
            if (known?.ExpiresAt >= end
                || (known is null
                    ? await store.TryAddAsync(mark, cancellationToken)
                    : await store.TryReplaceAsync(known with { ExpiresAt = end }, cancellationToken)))
            {
                return true;
            }
        }
    }

    // What was right one refresh ago may still be what one of a node's machines, or a cache before it, hands out.
    private static DateTimeOffset Earliest(ConnectorOptions options, DateTimeOffset latest)
    {
        var earliest = latest - options.MetadataRefresh;
        return options.AcceptMetadataEndingFrom is { } accepted && accepted < earliest ? accepted : earliest;
    }
}
