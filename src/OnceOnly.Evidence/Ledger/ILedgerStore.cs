// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Ledger.Tree;

namespace OnceOnly.Evidence.Ledger;

/// <summary>Port: the ledger's entries and its tree. Entries are added by state changes.</summary>
public interface ILedgerStore : ITileReader
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

    /// <summary>Size of the last checkpoint that was written to the checkpoint log; 0 before the first.</summary>
    ValueTask<long> SignedSizeAsync(CancellationToken cancellationToken);

    /// <summary>Remembers that this one was written to this instance's checkpoint log, and hands it to the other instances.</summary>
    Task SetSignedAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>Checkpoints over more entries than this, which instances have handed each other, in order; a bounded batch. None where there is one instance.</summary>
    ValueTask<IReadOnlyList<string>> FindCheckpointsAfterAsync(long size, CancellationToken cancellationToken);

    /// <summary>Grows the tree, unless it has another size than expected: then somebody else grew it.</summary>
    Task<bool> TryGrowAsync(long expectedSize, long newSize, IReadOnlyList<LedgerTile> tiles, CancellationToken cancellationToken);
}
