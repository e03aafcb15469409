// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas;

/// <summary>Who we are towards an eIDAS node: what our requests and our metadata say about us.</summary>
public sealed record SamlServiceProvider
{
    private readonly SigningKey _signingKey = null!;
    private readonly IReadOnlyList<DecryptionKey> _decryptionKeys = [];

    /// <summary>HTTPS URL at which our metadata is served; also the audience of answers.</summary>
    public required string EntityId { get; init; }

    /// <summary>URL at which answers arrive by POST.</summary>
    public required string AssertionConsumerService { get; init; }

    /// <summary>Signs requests and metadata.</summary>
    /// <exception cref="ArgumentException">eIDAS nodes would not take it (<see cref="EidasKey"/>).</exception>
    public required SigningKey SigningKey
    {
        get => _signingKey;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            EidasKey.ThrowIfUnfit(value.Certificate, nameof(SigningKey));
            _signingKey = value;
        }
    }

    /// <summary>
    /// Keys to which answers are encrypted, the current one first. Two while one replaces the other; the first with a
    /// certificate is published in metadata.
    /// </summary>
    /// <exception cref="ArgumentException">eIDAS nodes would not take one of them (<see cref="EidasKey"/>).</exception>
    public required IReadOnlyList<DecryptionKey> DecryptionKeys
    {
        get => _decryptionKeys;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var key in value)
            {
                EidasKey.ThrowIfUnfit(key.Certificate, nameof(DecryptionKeys));
            }

            _decryptionKeys = value;
        }
    }

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
