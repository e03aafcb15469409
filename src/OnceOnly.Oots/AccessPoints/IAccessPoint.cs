// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>Port: the access point that carries messages to other Member States.</summary>
public interface IAccessPoint
{
    /// <summary>Bytes of a message and its documents together.</summary>
    long LargestMessage { get; }

    /// <summary>The transport id of a message that is, or will be, submitted under this key.</summary>
    string MessageIdOf(Guid key);

    /// <summary>When this returns a transport id, the message will be sent whatever happens to the process.</summary>
    /// <returns>The transport id, or why there is none: the party is not known, for example.</returns>
    Task<Result<string>> SubmitAsync(OutgoingEdm message, CancellationToken cancellationToken);

    /// <returns>Null while the message is on its way, true once the other access point has signed for it, false when it was given up.</returns>
    Task<bool?> WasReceivedAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>Nobody waits for what it asks any more: it is not sent again, unless an attempt is just under way.</summary>
    Task WithdrawAsync(string messageId, CancellationToken cancellationToken);
}
