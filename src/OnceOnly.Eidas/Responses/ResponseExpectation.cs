// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Profiles;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Eidas.Responses;

/// <summary>What the answer to one open request must look like. All of it is ours; nothing is taken from the answer.</summary>
public sealed record ResponseExpectation
{
    /// <summary>The node that was asked.</summary>
    public required NodeMetadata Node { get; init; }

    /// <summary>Our entityID, the audience.</summary>
    public required string EntityId { get; init; }

    /// <summary>Our endpoint, from configuration and never from the Host header.</summary>
    public required string AssertionConsumerService { get; init; }

    /// <summary>The request this browser session has open.</summary>
    public required string RequestId { get; init; }

    /// <summary>When it was made; null when that is not known.</summary>
    public DateTimeOffset? RequestIssuedAt { get; init; }

    /// <summary>Levels that were asked for; null lets any notified level pass.</summary>
    public AuthnContextDemand? Demand { get; init; }

    /// <summary>Best level the node can reach, where its metadata declare none; null sets no bound.</summary>
    public AssuranceLevel? HighestLevel { get; init; }

    /// <summary>Whose data set was asked for, a natural or a legal person's; null takes either.</summary>
    public AttributeSet? DataSet { get; init; }

    /// <summary>Country identifiers must be made for; null leaves it unchecked.</summary>
    public string? Country { get; init; }

    /// <summary>
    /// Countries identifiers may come from: the one the citizen chose, or those a connector speaks for. Empty takes the
    /// country of the node's metadata, so that one state's node cannot speak for citizens of another. Where they name none
    /// either, identifiers of every country pass.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Private keys the assertion may be encrypted to.</summary>
    public required IReadOnlyList<DecryptionKey> DecryptionKeys { get; init; }

    public ResponseTolerances Tolerances { get; init; } = ResponseTolerances.Default;

    /// <summary>Where the node differs from the eIDAS profile.</summary>
    public ConnectorProfile Profile { get; init; } = ConnectorProfile.Eidas;

    /// <summary>The same with the node's country; empty when nobody said one.</summary>
    internal IReadOnlyList<string> KnownOrigins => (Origins, Node.NodeCountry) switch
    {
        ({ Count: > 0 } origins, _) => origins,
        (_, { } country) => [country],
        _ => [],
    };
}
