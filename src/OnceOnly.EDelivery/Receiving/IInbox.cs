// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Port: where incoming messages are kept until they are delivered, and known by their identifiers afterwards.</summary>
public interface IInbox
{
    /// <summary>Puts the octets aside before they are decrypted in place; they are encrypted to us, so they may lie on any disk.</summary>
    Task<IStagedMessage> StageAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken);

    /// <summary>Messages stored and not delivered, whose turn it is and which nobody holds; whoever gets them holds them.</summary>
    Task<IReadOnlyList<IncomingMessage>> TakePendingAsync(DateTimeOffset now, TimeSpan hold, int atMost, CancellationToken cancellationToken);

    /// <summary>Goes on holding a message.</summary>
    Task HoldAsync(IncomingMessage message, DateTimeOffset until, CancellationToken cancellationToken);

    Task<byte[]> ReadAsync(IncomingMessage message, CancellationToken cancellationToken);

    /// <summary>The message was taken. The octets go, the identifier stays.</summary>
    Task CompleteAsync(IncomingMessage message, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Lets go of a message that could not be delivered now.</summary>
    Task ReleaseAsync(IncomingMessage message, DateTimeOffset next, CancellationToken cancellationToken);

    /// <summary>When the oldest message that is not delivered yet came; null when there is none.</summary>
    Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken);

    /// <summary>Forgets identifiers of messages received before and delivered; safe once messages of that age are refused anyway.</summary>
    Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
