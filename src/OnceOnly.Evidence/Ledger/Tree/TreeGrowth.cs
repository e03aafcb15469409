// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Tree;

/// <summary>Adds leaves to the right edge of the tree and collects the tiles that change.</summary>
public sealed class TreeGrowth(ITileReader tiles, long size)
{
    private readonly Dictionary<(int Level, long Number), List<byte[]>> _changed = [];
    private readonly List<long> _counts = [size];

    /// <summary>Number of leaves.</summary>
    public long Size => _counts[0];

    public IReadOnlyList<LedgerTile> ChangedTiles =>
        [.. _changed.Select(pair => new LedgerTile(pair.Key.Level, pair.Key.Number, [.. pair.Value.SelectMany(hash => hash)]))];

    public ValueTask AddAsync(byte[] leafHash, CancellationToken cancellationToken) => AddAsync(0, leafHash, cancellationToken);

    private async ValueTask AddAsync(int level, byte[] hash, CancellationToken cancellationToken)
    {
        if (_counts.Count == level)
        {
            _counts.Add(_counts[level - 1] / LedgerTile.Width - 1);
        }

        var number = _counts[level] / LedgerTile.Width;
        var filled = (int)(_counts[level] % LedgerTile.Width);
        if (!_changed.TryGetValue((level, number), out var hashes))
        {
            hashes = filled == 0 ? [] : await LoadAsync(level, number, filled, cancellationToken);
            _changed.Add((level, number), hashes);
        }

        hashes.Add(hash);
        _counts[level]++;
        if (hashes.Count == LedgerTile.Width)
        {
            var tile = new LedgerTile(level, number, [.. hashes.SelectMany(one => one)]);
            await AddAsync(level + 1, tile.Fold(0, LedgerTile.Width), cancellationToken);
        }
    }

    private async ValueTask<List<byte[]>> LoadAsync(int level, long number, int filled, CancellationToken cancellationToken)
    {
        var tile = await tiles.FindTileAsync(level, number, cancellationToken);
        if (tile?.Count != filled)
        {
            throw new InvalidDataException($"Tile {number} of level {level} holds {tile?.Count ?? 0} hashes, not {filled}.");
        }

        return [.. tile.Hashes.Chunk(MerkleHash.Size)];
    }
}
