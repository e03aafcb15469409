// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Tree;

namespace OnceOnly.Evidence.Ledger.Verification;

/// <summary>A tree that remembers only what its next root needs: one hash for each bit of its size.</summary>
internal sealed class CompactTree
{
    private readonly Stack<byte[]> _perfect = new();

    public long Size { get; private set; }

    public byte[] Root
    {
        get
        {
            byte[]? root = null;
            foreach (var subtree in _perfect)
            {
                root = root is null ? subtree : MerkleHash.Node(subtree, root);
            }

            return root ?? MerkleHash.Empty;
        }
    }

    public void Add(byte[] leafHash)
    {
        var hash = leafHash;
        for (var bit = Size; (bit & 1) == 1; bit >>= 1)
        {
            hash = MerkleHash.Node(_perfect.Pop(), hash);
        }

        _perfect.Push(hash);
        Size++;
    }
}
