// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>RSA-OAEP with one hash for the label and another for the mask (RFC 8017 §7.1.1), which the framework cannot encrypt with.</summary>
internal static class Oaep
{
    public static byte[] EncryptSha256Mgf1Sha1(RSA rsa, byte[] message)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var size = parameters.Modulus!.Length;
        byte[] block = [.. SHA256.HashData([]), .. new byte[size - message.Length - 66], 1, .. message];
        var seed = RandomNumberGenerator.GetBytes(32);
        Mask(block, seed);
        Mask(seed, block);
        var number = new BigInteger([0, .. seed, .. block], isUnsigned: true, isBigEndian: true);
        var encrypted = BigInteger.ModPow(
            number, new BigInteger(parameters.Exponent!, isUnsigned: true, isBigEndian: true), new BigInteger(parameters.Modulus, isUnsigned: true, isBigEndian: true))
            .ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - encrypted.Length], .. encrypted];
    }

    private static void Mask(byte[] block, byte[] seed)
    {
        var counter = new byte[4];
        for (var at = 0; at < block.Length; at++)
        {
            BinaryPrimitives.WriteInt32BigEndian(counter, at / 20);
#pragma warning disable CA5350 // It is what this form of OAEP says.
            block[at] ^= SHA1.HashData([.. seed, .. counter])[at % 20];
#pragma warning restore CA5350
        }
    }
}
