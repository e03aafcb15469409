// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OnceOnly.Identity.State;

/// <summary>
/// Deletes what has expired, in bounded batches, so that a burst of traffic does not become one long write. In each minute
/// one instance does it: the one that adds the mark first.
/// </summary>
internal sealed class ExpiryWorker(IProtocolStore store, TimeProvider clock, ILogger<ExpiryWorker> logger) : BackgroundService
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await DeleteExpiredAsync(stoppingToken);
        }
    }

    private async Task DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        try
        {
            var turn = new ProtocolItem(ProtocolKind.Cleaning, "turn", null, ReadOnlyMemory<byte>.Empty, clock.GetUtcNow() + (Pause * 0.9));
            if (!await store.TryAddAsync(turn, cancellationToken))
            {
                return;
            }

            while (await store.RemoveExpiredAsync(BatchSize, cancellationToken) == BatchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
#pragma warning disable CA1031 // A store that is down for a while must not end the worker; expired items stay invisible meanwhile.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.ExpiryFailed(exception);
        }
    }
}
