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

    /// <summary>What its answers must be like.</summary>
    public ConnectorExpectation Expectation { get; } = ConnectorExpectation.Of(options);

    /// <summary>How it differs from an eIDAS node.</summary>
    public ConnectorProfile Profile => Expectation.Profile;

    /// <summary>When metadata were last learned; null before the first time.</summary>
    public DateTimeOffset? LearnedAt { get; private set; }

    /// <summary>The last attempt to learn them, perhaps still under way.</summary>
    public Task Attempt { get; set; } = Task.CompletedTask;

    /// <summary>When to look for news; the attempt sets it.</summary>
    public DateTimeOffset RefreshAt { get; set; }

    /// <summary>What it last said about itself, as long as that is valid; null otherwise.</summary>
    public NodeMetadata? MetadataAt(DateTimeOffset now) => _metadata is { } known && known.ValidUntil > now ? known : null;

    /// <summary>The operator's word about earlier metadata has had its time: from then on it would let in all that have not expired.</summary>
    public bool IsAcceptanceOver(DateTimeOffset now) => Options.AcceptMetadataEndingFrom <= now;

    /// <summary>Whether the operator takes metadata with that end although later ones were known.</summary>
    public bool AcceptsEnd(DateTimeOffset end, DateTimeOffset now) => Options.AcceptMetadataEndingFrom <= end && !IsAcceptanceOver(now);

    /// <summary>The rule these metadata break, null when none: a key may sign for many nodes.</summary>
    public string? RuleBrokenBy(NodeMetadata metadata) => metadata switch
    {
        _ when metadata.EntityId != Options.PinnedEntityId => "metadata-entity-id",
        { NodeCountry: { } country } when Options.PinnedNodeCountry is { } pinned && !CountryCode.AreSame(country, pinned) => "metadata-node-country",
        _ when metadata.SingleSignOn(Profile.Binding) is null => nameof(MetadataFault.NoEndpoint),
        _ => null,
    };

    /// <summary>Takes what it says about itself now.</summary>
    public void Learn(NodeMetadata metadata, DateTimeOffset now)
    {
        // First, so that nobody sees metadata that have no age.
        LearnedAt = now;
        _metadata = metadata;
    }
}
