// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger.Tree;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Evidence.Ledger.Checkpoints;

/// <summary>
/// Gives committed entries their place in the tree and signs what it has become, at most once a second. One instance at
/// a time does it, and hands over when it stops; the expected size guards the tree against one that believes it still
/// does. The others check what it signed, and keep it.
/// </summary>
internal sealed class LedgerSequencer(
    ILedgerStore store,
    IEvidenceState state,
    ICheckpointLog log,
    ICheckpointSigner signer,
    LedgerStatus status,
    LedgerRecorder time,
    TimeProvider clock,
    IOptions<EvidenceOptions> options,
    ILogger<LedgerSequencer> logger) : IBackgroundWork
{
    private const int Batch = 1024;
    private const string Lease = "ledger-sequencer";

    private readonly string _owner = Handle.New();
    private readonly LedgerTree _tree = new(store);
    private readonly Trouble _trouble = new(clock);

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        // Everybody looks, so that everybody's checkpoint log is a witness and everybody can take over.
        var leads = await state.TryLeaseAsync(Lease, _owner, time.Now, time.Now + options.Value.Lease, cancellationToken);
        if (!await FitsAsync(cancellationToken) || !leads)
        {
            return;
        }

        var size = await SequenceAsync(cancellationToken);
        if (size > (status.LastCheckpoint?.Size ?? 0))
        {
            await SignAsync(size, cancellationToken);
        }
    }

    public Task EndAsync(CancellationToken cancellationToken) => state.ReleaseLeaseAsync(Lease, _owner, cancellationToken);

    /// <summary>Whether the ledger begins with what was last signed. If not, signing more would only cover it up.</summary>
    private async Task<bool> FitsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var last = (await log.LastAsync(cancellationToken))?.Checkpoint;

            // Read before the checkpoints that go with it.
            var signed = await store.SignedSizeAsync(cancellationToken);
            status.Problem = last is null ? null : await ProblemAsync(last, cancellationToken);
            while (status.Problem is null && await store.FindCheckpointsAfterAsync(last?.Size ?? 0, cancellationToken) is { Count: > 0 } others)
            {
                last = await FollowAsync(others, last, cancellationToken);
            }

            status.LastCheckpoint = last;
            status.Problem ??= signed > (last?.Size ?? 0)
                ? $"checkpoints were signed up to {signed} entries, but the checkpoint log ends at {last?.Size ?? 0}: it was emptied, cut or is an older copy"
                : null;
        }
        catch (InvalidDataException exception)
        {
            status.Problem = exception.Message;
        }

        if (status.Problem is not { } problem)
        {
            _trouble.Ended();
        }
        else if (_trouble.IsToBeSaid(problem))
        {
            Log.LedgerBroken(logger, problem);
        }

        return status.Problem is null;
    }

    /// <summary>Writes what other instances have signed to this instance's log, after it was checked.</summary>
    /// <returns>The last one that is in the log now.</returns>
    private async Task<Checkpoint?> FollowAsync(IReadOnlyList<string> notes, Checkpoint? last, CancellationToken cancellationToken)
    {
        foreach (var note in notes)
        {
            if (!SignedCheckpoint.TryParse(note, out var signed) || !signer.HasSigned(signed) || signed.Checkpoint.Origin != options.Value.LedgerOrigin)
            {
                status.Problem = $"a checkpoint after {last?.Size ?? 0} entries was not signed by this instance's key for this ledger: all instances need the same key and origin";
                return last;
            }

            status.Problem = await ProblemAsync(signed.Checkpoint, cancellationToken);
            if (status.Problem is not null)
            {
                return last;
            }

            await log.AppendAsync(signed, cancellationToken);
            last = signed.Checkpoint;
        }

        return last;
    }

    private async Task<string?> ProblemAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var size = await store.SizeAsync(cancellationToken);
        if (size < checkpoint.Size)
        {
            return $"it has {size} entries, the checkpoint {checkpoint.Size}: the database is an older copy or was cut";
        }

        return (await _tree.RootAsync(checkpoint.Size, cancellationToken)).AsSpan().SequenceEqual(checkpoint.Root.Span)
            ? null
            : $"its first {checkpoint.Size} entries are not those the checkpoint was signed for";
    }

    private async Task<long> SequenceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var size = await store.SizeAsync(cancellationToken);
            var records = await store.SequenceAsync(size, Batch, cancellationToken);
            if (records.Count == 0)
            {
                return size;
            }

            var growth = new TreeGrowth(store, size);
            foreach (var record in records)
            {
                await growth.AddAsync(MerkleHash.Leaf(record.Body), cancellationToken);
            }

            await store.TryGrowAsync(size, growth.Size, growth.ChangedTiles, cancellationToken);
        }
    }

    private async Task SignAsync(long size, CancellationToken cancellationToken)
    {
        var root = await _tree.RootAsync(size, cancellationToken);
        var checkpoint = new Checkpoint(options.Value.LedgerOrigin, size, root, time.Now);
        var signed = await signer.SignAsync(checkpoint, cancellationToken);
        await log.AppendAsync(signed, cancellationToken);
        await store.SetSignedAsync(signed, cancellationToken);
        status.LastCheckpoint = checkpoint;
    }
}
