// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>Deletes identifiers nobody can repeat any more, receipts whose time is over, and octets nobody needs.</summary>
internal sealed class Forgetting(MessageReceiver receiver, IOutbox outbox, IOptions<EDeliveryOptions> options, TimeProvider time) : IBackgroundWork
{
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public string Lease => "edelivery";

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        await receiver.ForgetAsync(cancellationToken);
        await outbox.ForgetAsync(time.GetUtcNow() - options.Value.ReceiptRetention, cancellationToken);
    }
}
