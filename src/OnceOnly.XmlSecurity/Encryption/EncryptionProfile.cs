// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>What a decryptor accepts. Everything not listed is refused before any key is used.</summary>
public sealed record EncryptionProfile
{
    /// <summary>The eIDAS Cryptographic Requirements: AES-GCM, RSA-OAEP with SHA-256, ECDH-ES with ConcatKDF and AES key wrap.</summary>
    public static EncryptionProfile Eidas { get; } = new();

    /// <summary>URIs of content encryption; of those this library speaks, see <see cref="EncryptionAlgorithms"/>.</summary>
    public IReadOnlyList<string> ContentAlgorithms { get; init; } =
        [EncryptionAlgorithms.Aes256Gcm, EncryptionAlgorithms.Aes192Gcm, EncryptionAlgorithms.Aes128Gcm];

    public IReadOnlyList<KeyTransport> KeyTransports { get; init; } = [KeyTransport.OaepSha256];

    /// <summary>Whether keys may be agreed on by ECDH-ES, on the curves of <see cref="Signatures.NamedCurves.Eidas"/>.</summary>
    public bool AllowsKeyAgreement { get; init; } = true;
}
