// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Ledger.Tree;

namespace OnceOnly.Evidence.Ledger.Verification;

/// <summary>
/// Recomputes the whole tree from the entries and holds it against its tiles and against every signed checkpoint. Needs
/// no key but the public one, and memory does not grow with the ledger.
/// </summary>
public sealed class LedgerVerifier(ILedgerStore store, ECDsa publicKey)
{
    private const int Batch = 1024;
    private const int MostFaults = 20;

    private readonly List<LedgerFault> _faults = [];
    private readonly CompactTree _tree = new();
    private LedgerTile? _tile;

    /// <param name="notes">The checkpoint log, read before the database so that the database is never the older one.</param>
    /// <param name="allowEmpty">Whether a ledger with neither entries nor checkpoints is whole; else both were taken away.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LedgerReport> VerifyAsync(
        IReadOnlyList<CheckpointNote> notes, bool allowEmpty, CancellationToken cancellationToken)
    {
        if (notes.Count == 0 && !allowEmpty)
        {
            Fault("checkpoint 1", "there is none, so nothing vouches for the ledger");
        }

        var checkpoints = new CheckpointCheck(publicKey, Fault).Check(notes);
        try
        {
            await CheckEntriesAsync(checkpoints, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or InvalidCastException)
        {
            Fault($"entry {_tree.Size}", "from here on the database cannot be read: " + exception.Message);
        }

        return new LedgerReport(
            _tree.Size, notes.Count, checkpoints.Count == 0 ? 0 : checkpoints[^1].Checkpoint.Size, _faults);
    }

    private async Task CheckEntriesAsync(IReadOnlyList<(int Ordinal, Checkpoint Checkpoint)> checkpoints, CancellationToken cancellationToken)
    {
        var sequenced = await store.SizeAsync(cancellationToken);
        var next = 0;
        while (await store.SequenceAsync(_tree.Size, Batch, cancellationToken) is { Count: > 0 } records)
        {
            foreach (var record in records)
            {
                if (record.Index != _tree.Size)
                {
                    Fault($"entry {_tree.Size}", "it is missing");
                    return;
                }

                await CheckAsync(record, cancellationToken);
                Compare(checkpoints, ref next);
                if (_tree.Size == sequenced)
                {
                    await CompareTilesAsync(cancellationToken);
                }

                if (_faults.Count >= MostFaults)
                {
                    return;
                }
            }
        }

        if (checkpoints.Count == 0 && sequenced > 0)
        {
            Fault("checkpoint 1", $"there is none, but the tree holds {sequenced} entries");
        }
        else if (next < checkpoints.Count)
        {
            var (ordinal, checkpoint) = checkpoints[^1];
            Fault(
                $"entry {_tree.Size}",
                $"the ledger ends before it, but checkpoint {ordinal} of {checkpoint.At:u} covers {checkpoint.Size} entries: it was cut, or the database is an older copy");
        }
        else if (_tree.Size < sequenced)
        {
            Fault($"entry {_tree.Size}", $"the ledger ends before it, but its tree holds {sequenced} entries");
        }
    }

    private async Task CompareTilesAsync(CancellationToken cancellationToken)
    {
        try
        {
            if ((await new LedgerTree(store).RootAsync(_tree.Size, cancellationToken)).AsSpan().SequenceEqual(_tree.Root))
            {
                return;
            }
        }
        catch (InvalidDataException)
        {
            // A tile is missing or too short.
        }

        Fault("tree", $"its stored hashes do not lead to the root of its {_tree.Size} entries");
    }

    private async Task CheckAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        var place = $"entry {record.Index}";
        if (Problem(record) is { } problem)
        {
            Fault(place, problem);
        }

        var leaf = MerkleHash.Leaf(record.Body);
        var offset = (int)(record.Index % LedgerTile.Width);
        if (offset == 0 || _tile is null)
        {
            _tile = await store.FindTileAsync(0, record.Index / LedgerTile.Width, cancellationToken);
        }

        if (_tile is not null && offset < _tile.Count && !leaf.AsSpan().SequenceEqual(_tile.Fold(offset, 1)))
        {
            Fault(place, "it is not the entry that was put there: its bytes do not have the hash in the tree");
        }

        _tree.Add(leaf);
    }

    /// <summary>What is wrong with an entry by itself.</summary>
    private static string? Problem(StoredRecord record)
    {
        try
        {
            var entry = LedgerJson.Read(record.Body);
            if (entry.Person != record.Person)
            {
                return "it is filed under another person than it tells of";
            }

            return entry.Personal?.Ciphertext == (record.Sealed is null ? null : Convert.ToBase64String(SHA256.HashData(record.Sealed)))
                ? null
                : "its personal fields were changed";
        }
        catch (JsonException)
        {
            return "it cannot be read";
        }
    }

    private void Compare(IReadOnlyList<(int Ordinal, Checkpoint Checkpoint)> checkpoints, ref int next)
    {
        for (; next < checkpoints.Count && checkpoints[next].Checkpoint.Size == _tree.Size; next++)
        {
            var (ordinal, checkpoint) = checkpoints[next];
            if (!_tree.Root.AsSpan().SequenceEqual(checkpoint.Root.Span))
            {
                var from = next == 0 ? 0 : checkpoints[next - 1].Checkpoint.Size;
                Fault(
                    $"checkpoint {ordinal}",
                    $"its root is not that of the first {checkpoint.Size} entries; entries {from} to {checkpoint.Size - 1} are new in it");
            }
        }
    }

    private void Fault(string place, string problem) => _faults.Add(new LedgerFault(place, problem));
}
