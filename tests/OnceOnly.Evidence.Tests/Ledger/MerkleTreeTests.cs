// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using OnceOnly.Evidence.Ledger.Tree;

namespace OnceOnly.Evidence.Tests.Ledger;

public sealed class MerkleTreeTests
{
    /// <summary>The leaves and roots used by the implementations of RFC 6962 to test themselves.</summary>
    private static readonly string[] KnownLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] KnownRoots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public async Task known_leaves_give_known_roots()
    {
        var tree = new TreeInMemory();
        for (var count = 1; count <= KnownLeaves.Length; count++)
        {
            await tree.AddAsync(MerkleHash.Leaf(Convert.FromHexString(KnownLeaves[count - 1])));
            Convert.ToHexStringLower(await tree.RootAsync(count)).ShouldBe(KnownRoots[count - 1]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    public async Task every_entry_can_be_proved_and_no_other(int size)
    {
        var tree = await TreeInMemory.OfAsync(size);
        var root = await tree.RootAsync(size);
        for (var index = 0; index < size; index += Math.Max(1, size / 50))
        {
            var path = await tree.Tree.InclusionAsync(index, size, CancellationToken.None);
            MerkleProof.IsIncluded(TreeInMemory.Leaf(index), index, size, path, root).ShouldBeTrue();
            MerkleProof.IsIncluded(TreeInMemory.Leaf(index + 1), index, size, path, root).ShouldBeFalse();
            MerkleProof.IsIncluded(TreeInMemory.Leaf(index), index, size, [.. path, root], root).ShouldBeFalse();
            if (size > 1)
            {
                MerkleProof.IsIncluded(TreeInMemory.Leaf(index), (index + 1) % size, size, path, root).ShouldBeFalse();
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 8)]
    [InlineData(6, 8)]
    [InlineData(255, 600)]
    [InlineData(256, 257)]
    [InlineData(512, 600)]
    public async Task a_grown_tree_proves_that_it_begins_with_the_old_one(int oldSize, int newSize)
    {
        var tree = await TreeInMemory.OfAsync(newSize);
        var oldRoot = await tree.RootAsync(oldSize);
        var newRoot = await tree.RootAsync(newSize);
        var path = await tree.Tree.ConsistencyAsync(oldSize, newSize, CancellationToken.None);
        MerkleProof.IsConsistent(oldSize, oldRoot, newSize, newRoot, path).ShouldBeTrue();
        MerkleProof.IsConsistent(oldSize, MerkleHash.Leaf("forged"u8), newSize, newRoot, path).ShouldBeFalse();
        MerkleProof.IsConsistent(oldSize, oldRoot, newSize, MerkleHash.Leaf("forged"u8), path).ShouldBeFalse();
    }

    /// <summary>The tree as the sequencer grows it, a few leaves at a time.</summary>
    private sealed class TreeInMemory : ITileReader
    {
        private readonly Dictionary<(int Level, long Number), LedgerTile> _tiles = [];
        private long _size;

        public TreeInMemory() => Tree = new LedgerTree(this);

        public LedgerTree Tree { get; }

        public static async Task<TreeInMemory> OfAsync(int size)
        {
            var tree = new TreeInMemory();
            for (var index = 0; index < size; index++)
            {
                await tree.AddAsync(TreeInMemory.Leaf(index));
            }

            return tree;
        }

        public static byte[] Leaf(int index) => MerkleHash.Leaf(Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture)));

        public async Task AddAsync(byte[] leaf)
        {
            var growth = new TreeGrowth(this, _size);
            await growth.AddAsync(leaf, CancellationToken.None);
            _size = growth.Size;
            foreach (var tile in growth.ChangedTiles)
            {
                _tiles[(tile.Level, tile.Number)] = tile;
            }
        }

        public ValueTask<byte[]> RootAsync(long size) => Tree.RootAsync(size, CancellationToken.None);

        public ValueTask<LedgerTile?> FindTileAsync(int level, long number, CancellationToken cancellationToken) =>
            new(_tiles.GetValueOrDefault((level, number)));
    }
}
