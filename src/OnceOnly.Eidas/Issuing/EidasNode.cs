// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Issuing;

/// <summary>The node that answers: what its responses and its metadata say about it.</summary>
public sealed record EidasNode
{
    /// <summary>HTTPS URL at which its metadata is served.</summary>
    public required string EntityId { get; init; }

    /// <summary>URL at which requests arrive by POST.</summary>
    public required string SingleSignOnService { get; init; }

    /// <summary>Signs responses and metadata.</summary>
    public required SigningKey SigningKey { get; init; }

    /// <summary>Country it speaks for; null for a connector that speaks for several.</summary>
    public string? Country { get; init; }

    /// <summary>Level URIs it can reach: the highest notified one and every non-notified one.</summary>
    public IReadOnlyList<string> AssuranceLevels { get; init; } = [];

    /// <summary>Whether requests must name the relying party.</summary>
    public bool WantsRequesterId { get; init; }
}
