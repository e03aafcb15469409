// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Tree;

/// <summary>Where the tree's hashes come from.</summary>
public interface ITileReader
{
    /// <returns>The tile as far as it is filled; null when nothing of it exists.</returns>
    ValueTask<LedgerTile?> FindTileAsync(int level, long number, CancellationToken cancellationToken);
}
