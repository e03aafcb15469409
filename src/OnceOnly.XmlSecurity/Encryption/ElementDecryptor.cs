// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Xml;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>Decrypts AES-GCM content whose key came by RSA-OAEP or ECDH-ES. Parsed by hand: nothing else can be chosen.</summary>
public static class ElementDecryptor
{
    /// <summary>How many of our keys are tried on one message; two are in use while one replaces the other.</summary>
    internal const int MaximumKeys = 8;

    /// <param name="verified">Proof that the surroundings were signed; decrypting for strangers makes an oracle.</param>
    /// <param name="container">Element inside it that holds EncryptedData.</param>
    /// <param name="keys">Our keys, tried in turn.</param>
    /// <param name="profile">Allowed algorithms.</param>
    /// <param name="plaintext">Content as it was encrypted; hostile until it is parsed and checked.</param>
    /// <param name="fault">Why not, otherwise.</param>
    /// <exception cref="ArgumentException">The container is not inside the verified element.</exception>
    public static bool TryDecrypt(
        VerifiedElement verified,
        XmlElement container,
        IReadOnlyList<DecryptionKey> keys,
        EncryptionProfile profile,
        [NotNullWhen(true)] out byte[]? plaintext,
        out DecryptionFault fault)
    {
        ArgumentNullException.ThrowIfNull(verified);
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(profile);
        if (!IsInside(container, verified.Element))
        {
            throw new ArgumentException("Only content of the verified element may be decrypted.", nameof(container));
        }

        plaintext = null;
        if (!EncryptedContent.TryRead(container, profile, out var content, out fault))
        {
            return false;
        }

        foreach (var key in keys.Take(MaximumKeys))
        {
            foreach (var wrappedKey in content.WrappedKeys)
            {
                if (TryOpen(content, wrappedKey, key, out plaintext))
                {
                    return true;
                }
            }
        }

        fault = DecryptionFault.Failed;
        return false;
    }

    /// <summary>
    /// What is wrong with encrypted content before any key is used: elements and algorithms. It needs no proof of a
    /// signature, since it tells nothing but what everybody can read.
    /// </summary>
    public static DecryptionFault FaultOfForm(XmlElement container, EncryptionProfile profile)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(profile);
        EncryptedContent.TryRead(container, profile, out _, out var fault);
        return fault;
    }

    private static bool TryOpen(
        EncryptedContent content, WrappedKey wrappedKey, DecryptionKey key, [NotNullWhen(true)] out byte[]? plaintext)
    {
        var contentKey = key.Unwrap(wrappedKey, EncryptionAlgorithms.KeyBytes(content.ContentAlgorithm));
        var isOpen = SealedOctets.TryOpen(content.Content.ToArray(), contentKey, out var opened) && opened.Length > 0;
        CryptographicOperations.ZeroMemory(contentKey);
        plaintext = isOpen ? opened.ToArray() : null;
        return isOpen;
    }

    private static bool IsInside(XmlElement inner, XmlElement outer)
    {
        for (XmlNode? node = inner; node is not null; node = node.ParentNode)
        {
            if (ReferenceEquals(node, outer))
            {
                return true;
            }
        }

        return false;
    }
}
