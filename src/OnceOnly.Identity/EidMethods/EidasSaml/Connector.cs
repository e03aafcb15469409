// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>A configured node or connector, and what is known of it at the moment.</summary>
internal sealed class Connector(string id, ConnectorOptions options, MetadataTrust trust)
{
    private volatile NodeMetadata? _metadata;

    public string Id { get; } = id;

    public ConnectorOptions Options { get; } = options;

    public MetadataTrust Trust { get; } = trust;

    /// <summary>When to look for news.</summary>
    public DateTimeOffset RefreshAt { get; set; }

    /// <summary>What it last said about itself, as long as that is valid; null otherwise.</summary>
    public NodeMetadata? MetadataAt(DateTimeOffset now) => _metadata is { } known && known.ValidUntil > now ? known : null;

    public void Learn(NodeMetadata metadata) => _metadata = metadata;
}
