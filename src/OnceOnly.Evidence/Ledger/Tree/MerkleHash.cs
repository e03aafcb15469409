// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.Evidence.Ledger.Tree;

/// <summary>Hashes of a Merkle tree (RFC 9162, section 2.1.1).</summary>
public static class MerkleHash
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Root of the tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(entry);
        return hash.GetHashAndReset();
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + (2 * Size)];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Size)..]);
        return SHA256.HashData(both);
    }
}
