// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Upkeep;

/// <summary>Runs all background work. The host starts it; one piece of work never waits for another.</summary>
public sealed class BackgroundWorker(
    IEnumerable<IBackgroundWork> works, IEvidenceState state, IOptions<EvidenceOptions> options, TimeProvider clock, ILogger<BackgroundWorker> log)
{
    private readonly string _owner = Handle.New();

    /// <summary>Works until cancelled; everything has its first turn at once.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(works.Select(work => Task.Run(() => RunAsync(work, cancellationToken), CancellationToken.None)));

    private async Task RunAsync(IBackgroundWork work, CancellationToken cancellationToken)
    {
        var trouble = new Trouble(clock);
        try
        {
            while (true)
            {
                await TurnAsync(work, trouble, cancellationToken);

                // Instances that were started together drift apart.
                await Task.Delay(work.Every * (RandomNumberGenerator.GetInt32(80, 101) / 100.0), clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
            await EndAsync(work);
        }
    }

    private async Task EndAsync(IBackgroundWork work)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            await work.EndAsync(patience.Token);
        }
#pragma warning disable CA1031 // What it holds runs out by itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.BackgroundWorkFailed(log, work.GetType().Name, Cause.Of(exception));
        }
    }

    private async ValueTask<bool> MayAsync(IBackgroundWork work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return work.Lease is not { } lease
            || await state.TryLeaseAsync("upkeep:" + lease, _owner, now, now + options.Value.Lease, cancellationToken);
    }

    private async Task TurnAsync(IBackgroundWork work, Trouble trouble, CancellationToken cancellationToken)
    {
        try
        {
            if (await MayAsync(work, cancellationToken))
            {
                await work.TurnAsync(cancellationToken);
            }

            if (trouble.Ended())
            {
                Log.BackgroundWorkResumed(log, work.GetType().Name);
            }
        }
#pragma warning disable CA1031 // The store may be gone for a while; the next turn tries again.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (trouble.IsToBeSaid(exception.GetType().Name))
            {
                Log.BackgroundWorkFailed(log, work.GetType().Name, Cause.Of(exception));
            }
        }
    }
}
