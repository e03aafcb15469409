// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Serving;

/// <summary>
/// Requests of other Member States go in here. Each is kept, under its message id, in one step with the answer it gets at
/// once; brought again after a crash it changes nothing.
/// </summary>
public interface IServing
{
    /// <summary>Serves a request: answers with a link to the preview, or asks the registry where a law dispenses with it.</summary>
    Task ReceiveAsync(ReceivedRequest request, ServingTerms terms, CancellationToken cancellationToken);

    /// <summary>The request that waits for what the person decides behind a link.</summary>
    /// <param name="request">The same as the first in all but its ids.</param>
    /// <param name="linkToken">Token of the link, or null when the address is none of ours.</param>
    /// <param name="returnUri">Where the requester wants the browser back.</param>
    /// <param name="terms">Time limits count anew.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task HoldAsync(ReceivedRequest request, string? linkToken, string? returnUri, ServingTerms terms, CancellationToken cancellationToken);

    /// <summary>A request that cannot be served.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fault">Why.</param>
    /// <param name="detail">For developers of the other side; no personal data.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RefuseAsync(ReceivedRequest request, ServingFault fault, string? detail, CancellationToken cancellationToken);
}
