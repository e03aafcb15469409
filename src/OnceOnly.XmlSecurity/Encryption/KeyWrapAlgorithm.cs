// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>AES key wrap (RFC 3394), by its URI in XML Encryption.</summary>
internal static class KeyWrapAlgorithm
{
    private const int HalfBlock = 8;
    private const int Rounds = 6;
    private const string Aes192 = XmlNames.Encryption + "kw-aes192";
    private const string Aes128 = XmlNames.Encryption + "kw-aes128";

    private static ReadOnlySpan<byte> InitialValue => [0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6];

    /// <summary>Length of the key that wraps, or 0 for another algorithm.</summary>
    public static int KeyBytes(string? uri) => uri switch
    {
        Aes128 => 16,
        Aes192 => 24,
        EncryptionAlgorithms.KeyWrapAes256 => 32,
        _ => 0,
    };

    /// <param name="key">An AES key.</param>
    /// <param name="wrappingKey">The key that wraps.</param>
    public static byte[] Wrap(byte[] key, byte[] wrappingKey)
    {
        using var aes = Aes.Create();
        aes.Key = wrappingKey;
        byte[] blocks = [.. InitialValue, .. key];
        var count = key.Length / HalfBlock;
        for (var step = 1; step <= Rounds * count; step++)
        {
            var block = blocks.AsSpan((((step - 1) % count) + 1) * HalfBlock, HalfBlock);
            var mixed = aes.EncryptEcb([.. blocks.AsSpan(0, HalfBlock), .. block], PaddingMode.None);
            Count(mixed, step);
            mixed.AsSpan(0, HalfBlock).CopyTo(blocks);
            mixed.AsSpan(HalfBlock).CopyTo(block);
        }

        return blocks;
    }

    /// <exception cref="CryptographicException">It was not wrapped with this key, or is no AES key.</exception>
    public static byte[] Unwrap(byte[] wrapped, byte[] wrappingKey)
    {
        if (wrapped.Length - HalfBlock is not (16 or 24 or 32))
        {
            throw new CryptographicException();
        }

        var count = (wrapped.Length / HalfBlock) - 1;
        using var aes = Aes.Create();
        aes.Key = wrappingKey;
        byte[] blocks = [.. wrapped];
        for (var step = Rounds * count; step >= 1; step--)
        {
            var block = blocks.AsSpan((((step - 1) % count) + 1) * HalfBlock, HalfBlock);
            Count(blocks, step);
            var mixed = aes.DecryptEcb([.. blocks.AsSpan(0, HalfBlock), .. block], PaddingMode.None);
            mixed.AsSpan(0, HalfBlock).CopyTo(blocks);
            mixed.AsSpan(HalfBlock).CopyTo(block);
        }

        return CryptographicOperations.FixedTimeEquals(blocks.AsSpan(0, HalfBlock), InitialValue)
            ? blocks[HalfBlock..]
            : throw new CryptographicException();
    }

    // The number of the step goes into the first half; for AES keys it never needs more than the last byte.
    private static void Count(Span<byte> block, int step) => block[HalfBlock - 1] ^= (byte)step;
}
