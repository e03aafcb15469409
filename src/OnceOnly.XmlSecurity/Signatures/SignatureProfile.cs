// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>What a verifier accepts. Everything not listed is refused before any key is used.</summary>
public sealed record SignatureProfile
{
    /// <summary>The eIDAS Cryptographic Requirements: RSA-PSS from 3072 bits, ECDSA on named curves, SHA-2.</summary>
    public static SignatureProfile Eidas { get; } = new();

    public IReadOnlyList<SignatureAlgorithm> Algorithms { get; init; } =
    [
        SignatureAlgorithm.RsaPssSha256, SignatureAlgorithm.RsaPssSha384, SignatureAlgorithm.RsaPssSha512,
        SignatureAlgorithm.EcdsaSha256, SignatureAlgorithm.EcdsaSha384, SignatureAlgorithm.EcdsaSha512,
    ];

    /// <summary>Smallest modulus in bits.</summary>
    public int MinimumRsaKeySize { get; init; } = 3072;

    /// <summary>Object identifiers of allowed curves.</summary>
    public IReadOnlySet<string> Curves { get; init; } = NamedCurves.Eidas;

    /// <summary>
    /// Whether a reference may be to the whole document (<c>URI=""</c>), of which the signed element is the root. OpenSAML
    /// signs metadata so that have no identifier. Not for messages, of which more than one element could be meant.
    /// </summary>
    public bool AllowsWholeDocument { get; init; }

    /// <summary>Allowed digests; each reference has its own.</summary>
    public IReadOnlyList<string> DigestMethods { get; init; } = DigestAlgorithm.All;
}
