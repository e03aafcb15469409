// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Tree;

/// <summary>Up to 256 hashes of the tree, so that storing and proving touch few rows.</summary>
/// <param name="Level">0 holds leaf hashes; each higher one the roots of full tiles below.</param>
/// <param name="Number">Ordinal in its level.</param>
/// <param name="Hashes">32 bytes each.</param>
public sealed record LedgerTile(int Level, long Number, byte[] Hashes)
{
    /// <summary>Levels of the tree in one tile.</summary>
    public const int Height = 8;

    /// <summary>Hashes in a full tile.</summary>
    public const int Width = 1 << Height;

    public int Count => Hashes.Length / MerkleHash.Size;

    /// <summary>The hash of a perfect subtree of the tile.</summary>
    /// <param name="first">Its first hash.</param>
    /// <param name="count">How many hashes it covers, a power of two.</param>
    public byte[] Fold(int first, int count) => count == 1
        ? Hashes.AsSpan(first * MerkleHash.Size, MerkleHash.Size).ToArray()
        : MerkleHash.Node(Fold(first, count / 2), Fold(first + (count / 2), count / 2));
}
