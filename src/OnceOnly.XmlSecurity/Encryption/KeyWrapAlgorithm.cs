// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.Xml;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>AES key wrap (RFC 3394), by its URI in XML Encryption.</summary>
internal static class KeyWrapAlgorithm
{
    private const string Aes192 = XmlNames.Encryption + "kw-aes192";
    private const string Aes128 = XmlNames.Encryption + "kw-aes128";

    /// <summary>Length of the key that wraps, or 0 for another algorithm.</summary>
    public static int KeyBytes(string? uri) => uri switch
    {
        Aes128 => 16,
        Aes192 => 24,
        EncryptionAlgorithms.KeyWrapAes256 => 32,
        _ => 0,
    };

    public static byte[] Wrap(byte[] key, byte[] wrappingKey)
    {
        using var aes = Aes.Create();
        aes.Key = wrappingKey;
        return EncryptedXml.EncryptKey(key, aes);
    }

    /// <exception cref="CryptographicException">It was not wrapped with this key.</exception>
    public static byte[] Unwrap(byte[] wrapped, byte[] wrappingKey)
    {
        using var aes = Aes.Create();
        aes.Key = wrappingKey;
        return EncryptedXml.DecryptKey(wrapped, aes);
    }
}
