// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas;

/// <summary>Who we are towards an eIDAS node: what our requests and our metadata say about us.</summary>
public sealed record ServiceProvider
{
    /// <summary>HTTPS URL at which our metadata is served; also the audience of answers.</summary>
    public required string EntityId { get; init; }

    /// <summary>URL at which answers arrive by POST.</summary>
    public required string AssertionConsumerService { get; init; }

    /// <summary>Signs requests and metadata.</summary>
    public required SigningKey SigningKey { get; init; }

    /// <summary>
    /// Keys to which answers are encrypted, the current one first. Two while one replaces the other; the first with a
    /// certificate is published in metadata.
    /// </summary>
    public required IReadOnlyList<DecryptionKey> DecryptionKeys { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code (Greece is <c>EL</c>) that identifiers must be made for; null leaves it unchecked.</summary>
    public string? Country { get; init; }

    public SpType SpType { get; init; } = SpType.Public;

    /// <summary>
    /// True states <see cref="SpType"/> in metadata, false in each request. Never both: they could contradict each other.
    /// </summary>
    public bool SpTypeInMetadata { get; init; }

    /// <summary>Human-readable name; free since specification 1.2, but several nodes insist on it.</summary>
    public string? ProviderName { get; init; }

    /// <summary>Names the relying party behind us; private ones need it, and nodes that ask for it.</summary>
    public string? RequesterId { get; init; }
}
