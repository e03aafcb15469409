// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Opening;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Port: who incoming messages are for.</summary>
public interface IMessageConsumer
{
    /// <summary>
    /// Takes a message. When this returns it will not come again; when it throws, or the process dies before, it comes
    /// again: store what you keep under the message's identifier, in one step.
    /// </summary>
    Task ConsumeAsync(OpenedMessage message, CancellationToken cancellationToken);
}
