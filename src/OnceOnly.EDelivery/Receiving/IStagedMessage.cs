// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Octets put aside; without a commit they are gone when this is disposed.</summary>
public interface IStagedMessage : IAsyncDisposable
{
    /// <summary>Makes it a message of the inbox, held by the caller; afterwards it survives the death of the process.</summary>
    /// <param name="message">Known by its identifier and sender; told from others with the same by its fingerprint.</param>
    /// <param name="heldUntil">When somebody else may deliver it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Commitment> CommitAsync(IncomingMessage message, DateTimeOffset heldUntil, CancellationToken cancellationToken);
}
