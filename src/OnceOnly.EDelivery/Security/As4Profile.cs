// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Security;

/// <summary>The algorithms of the eDelivery AS4 1.15 common profile. Whatever is not listed is refused before any key is used.</summary>
public static class As4Profile
{
    public static SignatureProfile Signature { get; } = new()
    {
        Algorithms = [SignatureAlgorithm.RsaPkcs1Sha256],
        DigestMethods = [DigestAlgorithm.Sha256],
        MinimumRsaKeySize = 2048,
        Curves = new HashSet<string>(StringComparer.Ordinal),
    };

    /// <summary>Content encryption. The key transport, RSA-OAEP with SHA-256 twice, is the only one the library knows.</summary>
    public static IReadOnlyList<string> ContentEncryption { get; } = [EncryptionAlgorithms.Aes128Gcm];

    internal const string ContentKeyBits = "128";

    internal const int MaxParts = 64;

    /// <summary>Header, body, time stamp and tokens beside the attachments.</summary>
    internal const int MaxReferences = MaxParts + 8;
}
