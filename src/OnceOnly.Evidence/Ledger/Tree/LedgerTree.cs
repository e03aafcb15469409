// SPDX-License-Identifier: EUPL-1.2

using System.Numerics;

namespace OnceOnly.Evidence.Ledger.Tree;

/// <summary>The Merkle tree over the ledger's entries, as its tiles tell it: roots and proofs (RFC 9162, section 2.1).</summary>
public sealed class LedgerTree(ITileReader tiles)
{
    /// <summary>Root of the first <paramref name="size"/> entries.</summary>
    public ValueTask<byte[]> RootAsync(long size, CancellationToken cancellationToken) =>
        size == 0 ? new(MerkleHash.Empty) : RangeAsync(0, size, cancellationToken);

    /// <summary>Proof that the entry with this index is among the first <paramref name="size"/> entries (section 2.1.3.1).</summary>
    public async ValueTask<IReadOnlyList<byte[]>> InclusionAsync(long index, long size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        var (begin, end) = (0L, size);
        while (end - begin > 1)
        {
            var middle = begin + SplitOf(end - begin);
            if (index < middle)
            {
                path.Add(await RangeAsync(middle, end, cancellationToken));
                end = middle;
            }
            else
            {
                path.Add(await RangeAsync(begin, middle, cancellationToken));
                begin = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>Proof that the first <paramref name="oldSize"/> entries are the same in both trees (section 2.1.4.1).</summary>
    public async ValueTask<IReadOnlyList<byte[]>> ConsistencyAsync(long oldSize, long newSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oldSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var path = new List<byte[]>();
        var (begin, end, isWholeOld) = (0L, newSize, true);
        while (oldSize != end)
        {
            var middle = begin + SplitOf(end - begin);
            if (oldSize <= middle)
            {
                path.Add(await RangeAsync(middle, end, cancellationToken));
                end = middle;
            }
            else
            {
                path.Add(await RangeAsync(begin, middle, cancellationToken));
                (begin, isWholeOld) = (middle, false);
            }
        }

        if (!isWholeOld)
        {
            path.Add(await RangeAsync(begin, end, cancellationToken));
        }

        path.Reverse();
        return path;
    }

    private async ValueTask<byte[]> RangeAsync(long begin, long end, CancellationToken cancellationToken)
    {
        var count = end - begin;
        if (BitOperations.IsPow2(count))
        {
            return await SubtreeAsync(BitOperations.Log2((ulong)count), begin, cancellationToken);
        }

        var middle = begin + SplitOf(count);
        var left = await RangeAsync(begin, middle, cancellationToken);
        var right = await RangeAsync(middle, end, cancellationToken);
        return MerkleHash.Node(left, right);
    }

    private async ValueTask<byte[]> SubtreeAsync(int height, long firstEntry, CancellationToken cancellationToken)
    {
        var level = height / LedgerTile.Height;
        var count = 1 << (height % LedgerTile.Height);
        var first = firstEntry >> (level * LedgerTile.Height);
        var tile = await tiles.FindTileAsync(level, first / LedgerTile.Width, cancellationToken);
        var offset = (int)(first % LedgerTile.Width);
        return tile is not null && offset + count <= tile.Count
            ? tile.Fold(offset, count)
            : throw new InvalidDataException($"The tree has no hash for entries from {firstEntry} on.");
    }

    /// <summary>The largest power of two smaller than the count.</summary>
    private static long SplitOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
