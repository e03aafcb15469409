// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger;

/// <summary>Port: the ledger's entries and its tree. Entries are added by state changes.</summary>
public interface ILedgerStore
{
    /// <summary>
    /// Committed entries from this index on, in their final order, at most this many. Where transactions commit side by
    /// side the store fixes the order here.
    /// </summary>
    ValueTask<IReadOnlyList<StoredRecord>> SequenceAsync(long from, int most, CancellationToken cancellationToken);

    /// <summary>Entries with one of these aliases, newest first.</summary>
    ValueTask<IReadOnlyList<StoredRecord>> FindAsync(IReadOnlyList<string> aliases, int skip, int take, CancellationToken cancellationToken);

    /// <summary>Size of the tree: entries below it have their place in it.</summary>
    ValueTask<long> SizeAsync(CancellationToken cancellationToken);

    /// <returns>The hashes of a tile, 32 bytes each; empty when there is none.</returns>
    ValueTask<byte[]> FindTileAsync(int level, long number, CancellationToken cancellationToken);

    /// <summary>Grows the tree, unless it has another size than expected: then somebody else grew it.</summary>
    Task<bool> TryGrowAsync(long expectedSize, long newSize, IReadOnlyList<LedgerTile> tiles, CancellationToken cancellationToken);
}

/// <summary>Up to 256 hashes of the tree.</summary>
/// <param name="Level">0 holds leaf hashes; each higher one the roots of full tiles below.</param>
/// <param name="Number">Ordinal in its level.</param>
/// <param name="Hashes">32 bytes each.</param>
public sealed record LedgerTile(int Level, long Number, byte[] Hashes);
