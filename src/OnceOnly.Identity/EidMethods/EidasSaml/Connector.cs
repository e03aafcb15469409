// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Profiles;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>A configured node or connector, and what is known of it at the moment.</summary>
internal sealed class Connector(string id, ConnectorOptions options, MetadataTrust trust)
{
    private volatile NodeMetadata? _metadata;

    public string Id { get; } = id;

    public ConnectorOptions Options { get; } = options;

    public MetadataTrust Trust { get; } = trust;

    /// <summary>How it differs from an eIDAS node.</summary>
    public ConnectorProfile Profile { get; } = options.Profile.ToProfile();

    /// <summary>When metadata were last learned; null before the first time.</summary>
    public DateTimeOffset? LearnedAt { get; set; }

    /// <summary>The last attempt to learn them, perhaps still under way.</summary>
    public Task Attempt { get; set; } = Task.CompletedTask;

    /// <summary>When to look for news; the attempt sets it.</summary>
    public DateTimeOffset RefreshAt { get; set; }

    /// <summary>What it last said about itself, as long as that is valid; null otherwise.</summary>
    public NodeMetadata? MetadataAt(DateTimeOffset now) => _metadata is { } known && known.ValidUntil > now ? known : null;

    /// <summary>Takes what it says about itself now. A key may sign for many nodes, and what it once signed stays signed.</summary>
    /// <returns>The rule this breaks; what was known is kept then. Null when none.</returns>
    public string? Learn(NodeMetadata metadata)
    {
        var broken = metadata switch
        {
            _ when metadata.EntityId != Options.PinnedEntityId => "metadata-entity-id",
            { NodeCountry: { } country } when !CountryCode.AreSame(country, Options.Country) => "metadata-node-country",
            _ when metadata.ValidUntil < _metadata?.ValidUntil => "metadata-rollback",
            _ => null,
        };
        if (broken is null)
        {
            _metadata = metadata;
        }

        return broken;
    }
}
