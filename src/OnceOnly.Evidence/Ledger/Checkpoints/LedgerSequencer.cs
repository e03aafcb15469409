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
/// a time does it, and hands over when it stops; the expected size guards the tree against one that believes it still does.
/// </summary>
internal sealed class LedgerSequencer(
    ILedgerStore store,
    IEvidenceState state,
    ICheckpointLog log,
    ICheckpointSigner signer,
    LedgerStatus status,
    LedgerRecorder time,
    IOptions<EvidenceOptions> options,
    ILogger<LedgerSequencer> logger) : IBackgroundWork, IAsyncDisposable
{
    private const int Batch = 1024;
    private const string Lease = "ledger-sequencer";

    private readonly string _owner = Handle.New();
    private readonly LedgerTree _tree = new(store);
    private bool _holdsLease;

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        _holdsLease = await state.TryLeaseAsync(Lease, _owner, time.Now, time.Now + options.Value.Lease, cancellationToken);
        if (!_holdsLease)
        {
            return;
        }

        if (!await FitsAsync(cancellationToken))
        {
            return;
        }

        var size = await SequenceAsync(cancellationToken);
        if (size > (status.LastCheckpoint?.Size ?? 0))
        {
            await SignAsync(size, cancellationToken);
        }
    }

    /// <summary>Gives the lease back, so that a successor need not wait for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_holdsLease)
        {
            return;
        }

        _holdsLease = false;
        try
        {
            await state.TryLeaseAsync(Lease, _owner, time.Now, time.Now, CancellationToken.None);
        }
#pragma warning disable CA1031 // The store is gone; the lease will end by itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.BackgroundWorkFailed(logger, nameof(LedgerSequencer), exception);
        }
    }

    /// <summary>Whether the ledger begins with what was last signed. If not, signing more would only cover it up.</summary>
    private async Task<bool> FitsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var last = (await log.LastAsync(cancellationToken))?.Checkpoint;
            status.Problem = await ProblemAsync(last, cancellationToken);
            status.LastCheckpoint = last;
        }
        catch (InvalidDataException exception)
        {
            status.Problem = exception.Message;
        }

        if (status.Problem is { } problem)
        {
            Log.LedgerBroken(logger, problem);
        }

        return status.Problem is null;
    }

    private async Task<string?> ProblemAsync(Checkpoint? last, CancellationToken cancellationToken)
    {
        var signed = await store.SignedSizeAsync(cancellationToken);
        if (signed > (last?.Size ?? 0))
        {
            return $"checkpoints were signed up to {signed} entries, but the checkpoint log ends at {last?.Size ?? 0}: it was emptied, cut or is an older copy";
        }

        if (last is null)
        {
            return null;
        }

        var size = await store.SizeAsync(cancellationToken);
        if (size < last.Size)
        {
            return $"it has {size} entries, the checkpoint {last.Size}: the database is an older copy or was cut";
        }

        return (await _tree.RootAsync(last.Size, cancellationToken)).AsSpan().SequenceEqual(last.Root.Span)
            ? null
            : $"its first {last.Size} entries are not those the checkpoint was signed for";
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
        await log.AppendAsync(await signer.SignAsync(checkpoint, cancellationToken), cancellationToken);
        await store.SetSignedSizeAsync(size, cancellationToken);
        status.LastCheckpoint = checkpoint;
    }
}
