// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>Looks how long the oldest messages have been waiting.</summary>
internal sealed class OldestMessages(IInbox inbox, IOutbox outbox, EDeliveryMeter meter) : IBackgroundWork
{
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        meter.OldestOutgoing = await outbox.FindOldestAsync(cancellationToken);
        meter.OldestIncoming = await inbox.FindOldestAsync(cancellationToken);
    }
}
