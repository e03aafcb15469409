// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Tree;

/// <summary>Checks proofs without the tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2).</summary>
public static class MerkleProof
{
    /// <summary>Whether the leaf is at this index of the tree with this size and root.</summary>
    public static bool IsIncluded(
        ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                (node, last) = SkipLeftEdges(node, last);
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the new tree begins with all of the old one.</summary>
    public static bool IsConsistent(
        long oldSize, ReadOnlySpan<byte> oldRoot, long newSize, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (oldSize < 1 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return path.Count == 0 && oldRoot.SequenceEqual(newRoot);
        }

        // Where the old tree is one perfect subtree, its root is not repeated in the path.
        IReadOnlyList<byte[]> nodes = (oldSize & (oldSize - 1)) == 0 ? [oldRoot.ToArray(), .. path] : path;
        if (nodes.Count == 0)
        {
            return false;
        }

        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (oldHash, newHash) = (nodes[0], nodes[0]);
        foreach (var sibling in nodes.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                (oldHash, newHash) = (MerkleHash.Node(sibling, oldHash), MerkleHash.Node(sibling, newHash));
                (node, last) = SkipLeftEdges(node, last);
            }
            else
            {
                newHash = MerkleHash.Node(newHash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldRoot.SequenceEqual(oldHash) && newRoot.SequenceEqual(newHash);
    }

    private static (long Node, long Last) SkipLeftEdges(long node, long last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        return (node, last);
    }
}
