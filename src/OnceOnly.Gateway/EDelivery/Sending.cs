// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Errors;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>Sends what waits for as long as the host runs.</summary>
internal sealed class Sending(MessageSender sender, TimeProvider time, ILogger<Sending> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sender.RunAsync(Poll, stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                Log.SendingInterrupted(log, Cause.Of(problem));
                await Task.Delay(Poll, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
        }
    }
}
