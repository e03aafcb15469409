// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;

namespace OnceOnly.EDelivery.Sending;

/// <summary>Port: where outgoing messages wait. The octets are encrypted to the recipient, so they may lie on any disk.</summary>
public interface IOutbox
{
    /// <summary>Stores a message; when this returns, it survives the death of the process. One that is known already stays as it is.</summary>
    Task AddAsync(OutgoingMessage message, WireMessage wire, CancellationToken cancellationToken);

    /// <summary>Whether a message was stored, whatever became of it.</summary>
    Task<bool> HasAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>Messages whose turn it is. Nobody else gets them before the lease ends, or they are rescheduled.</summary>
    /// <param name="now">The time.</param>
    /// <param name="lease">How long they are the caller's.</param>
    /// <param name="atMost">How many.</param>
    /// <param name="except">Recipients who have enough under way.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<OutgoingMessage>> TakeDueAsync(
        DateTimeOffset now, TimeSpan lease, int atMost, IReadOnlyCollection<PartyId> except, CancellationToken cancellationToken);

    /// <summary>Goes on holding a message that was taken.</summary>
    Task HoldAsync(string messageId, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>The octets from their beginning; the stream knows its length.</summary>
    Task<Stream> OpenReadAsync(string messageId, CancellationToken cancellationToken);

    Task RescheduleAsync(string messageId, DateTimeOffset next, CancellationToken cancellationToken);

    /// <summary>Ends a message's time in the outbox. The octets go, the outcome stays.</summary>
    Task CloseAsync(string messageId, SendOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Null while it is still on its way, and for a message never stored.</summary>
    Task<SendOutcome?> FindOutcomeAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>When the oldest message that is on its way was stored; null when there is none.</summary>
    Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken);

    /// <summary>Forgets outcomes, and the receipts in them, from before.</summary>
    Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
