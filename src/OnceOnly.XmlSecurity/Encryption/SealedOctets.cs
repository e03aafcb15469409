// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>AES-GCM as XML Encryption 1.1 lays it out: nonce, ciphertext, tag. In place, so that large content is held once.</summary>
public static class SealedOctets
{
    public const int NonceBytes = EncryptionAlgorithms.NonceBytes;
    public const int TagBytes = EncryptionAlgorithms.TagBytes;

    /// <summary>A fresh key for an algorithm.</summary>
    /// <exception cref="ArgumentException">The algorithm is unknown.</exception>
    public static byte[] NewKey(string algorithm) => EncryptionAlgorithms.KeyBytes(algorithm) is > 0 and var bytes
        ? RandomNumberGenerator.GetBytes(bytes)
        : throw new ArgumentException($"{algorithm} is not an algorithm to encrypt with.", nameof(algorithm));

    /// <param name="buffer">Room for the nonce, then the content, then room for the tag.</param>
    /// <param name="key">The content key.</param>
    public static void Seal(Span<byte> buffer, ReadOnlySpan<byte> key)
    {
        var nonce = buffer[..NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        var content = buffer[NonceBytes..^TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, content, content, buffer[^TagBytes..]);
    }

    /// <summary>Opens in place.</summary>
    /// <param name="buffer">What was sealed; afterwards the content, or nothing of use.</param>
    /// <param name="key">The content key.</param>
    /// <param name="content">The slice that holds the content.</param>
    /// <returns>False when it is not authentic.</returns>
    public static bool TryOpen(Memory<byte> buffer, ReadOnlySpan<byte> key, out Memory<byte> content)
    {
        content = default;
        if (buffer.Length < NonceBytes + TagBytes)
        {
            return false;
        }

        var bytes = buffer.Span;
        var inner = bytes[NonceBytes..^TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(bytes[..NonceBytes], inner, bytes[^TagBytes..], inner);
            content = buffer[NonceBytes..^TagBytes];
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
