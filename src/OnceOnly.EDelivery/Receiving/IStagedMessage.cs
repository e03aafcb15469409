// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Octets put aside; without a commit they are gone when this is disposed.</summary>
public interface IStagedMessage : IAsyncDisposable
{
    /// <summary>Makes it a message of the inbox, held by the caller; afterwards it survives the death of the process.</summary>
    /// <returns>False when the inbox knows the identifier of this sender already.</returns>
    Task<bool> TryCommitAsync(IncomingMessage message, CancellationToken cancellationToken);
}
