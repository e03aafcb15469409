// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Mime;

namespace OnceOnly.EDelivery.Sending;

/// <summary>Port: where outgoing messages wait. The octets are encrypted to the recipient, so they may lie on any disk.</summary>
public interface IOutbox
{
    /// <summary>Stores a message; when this returns, it survives the death of the process.</summary>
    Task AddAsync(OutgoingMessage message, WireMessage wire, CancellationToken cancellationToken);

    /// <summary>Messages whose turn it is. Nobody else gets them before the lease ends, or they are rescheduled.</summary>
    Task<IReadOnlyList<OutgoingMessage>> TakeDueAsync(DateTimeOffset now, TimeSpan lease, int atMost, CancellationToken cancellationToken);

    /// <summary>The octets from their beginning.</summary>
    Task<Stream> OpenReadAsync(string messageId, CancellationToken cancellationToken);

    Task RescheduleAsync(string messageId, DateTimeOffset next, CancellationToken cancellationToken);

    /// <summary>Ends a message's time in the outbox. The octets go, the outcome stays.</summary>
    Task CloseAsync(string messageId, SendOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Null while it is still on its way, and for a message never stored.</summary>
    Task<SendOutcome?> FindOutcomeAsync(string messageId, CancellationToken cancellationToken);
}
