// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;

namespace OnceOnly.Evidence.Upkeep;

/// <summary>Runs all background work. The host starts it; one piece of work never waits for another.</summary>
public sealed class BackgroundWorker(IEnumerable<IBackgroundWork> works, TimeProvider clock, ILogger<BackgroundWorker> log)
{
    /// <summary>Works until cancelled; everything has its first turn at once.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(works.Select(work => Task.Run(() => RunAsync(work, cancellationToken), CancellationToken.None)));

    private async Task RunAsync(IBackgroundWork work, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(work.Every, clock);
        try
        {
            do
            {
                await TurnAsync(work, cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
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
            Log.BackgroundWorkFailed(log, work.GetType().Name, exception);
        }
    }

    private async Task TurnAsync(IBackgroundWork work, CancellationToken cancellationToken)
    {
        try
        {
            await work.TurnAsync(cancellationToken);
        }
#pragma warning disable CA1031 // The store may be gone for a while; the next turn tries again.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.BackgroundWorkFailed(log, work.GetType().Name, exception);
        }
    }
}
