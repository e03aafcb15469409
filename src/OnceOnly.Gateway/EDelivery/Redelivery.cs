// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Receiving;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>Delivers what was acknowledged and not taken: its process died, or what takes it failed.</summary>
internal sealed class Redelivery(MessageReceiver receiver, ILogger<Redelivery> log) : IBackgroundWork
{
    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await receiver.DeliverPendingAsync(cancellationToken) > 0)
            {
                // Until nothing is left whose turn it is.
            }
        }
        catch (AggregateException problems)
        {
            Log.MessagesWait(log, problems.InnerExceptions.Count, Cause.Of(problems));
        }
    }
}
