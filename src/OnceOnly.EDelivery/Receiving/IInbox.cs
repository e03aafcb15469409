// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Port: where incoming messages are kept until they are delivered, and known by their identifiers afterwards.</summary>
public interface IInbox
{
    /// <summary>Puts the octets aside before they are looked at; they are encrypted to us, so they may lie on any disk.</summary>
    Task<IStagedMessage> StageAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken);

    /// <summary>Messages stored and not delivered, which nobody holds; whoever gets them holds them.</summary>
    Task<IReadOnlyList<IncomingMessage>> TakePendingAsync(int atMost, CancellationToken cancellationToken);

    Task<byte[]> ReadAsync(IncomingMessage message, CancellationToken cancellationToken);

    /// <summary>The message was taken. The octets go, the identifier stays.</summary>
    Task CompleteAsync(IncomingMessage message, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Lets go of a message that could not be delivered now.</summary>
    Task ReleaseAsync(IncomingMessage message, CancellationToken cancellationToken);

    /// <summary>Forgets identifiers of messages received before; safe once messages of that age are refused anyway.</summary>
    Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
