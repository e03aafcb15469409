// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>What e-services can do. Each call checks the live explicit request, not only what a token says.</summary>
public interface IEvidenceBroker
{
    /// <summary>Offers for a procedure, narrowed to what the e-service may ask for.</summary>
    Task<Result<IReadOnlyList<EvidenceOffer>>> FindAsync(EService service, EvidenceQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the exchange for this evidence of the explicit request, starting it at the first call. Waits a short
    /// while for the registry, so that a quick answer comes at once; a slow one is seen by watching.
    /// </summary>
    Task<Result<ExchangeView>> RequestAsync(EServiceCall call, RequestEvidenceCommand command, CancellationToken cancellationToken);

    Task<Result<ExchangeView>> GetAsync(EServiceCall call, string exchangeId, CancellationToken cancellationToken);

    /// <summary>The exchange now, then at each change, until it can change no more. An error ends it.</summary>
    IAsyncEnumerable<Result<ExchangeView>> WatchAsync(EServiceCall call, string exchangeId, CancellationToken cancellationToken);

    /// <summary>Begins a delivery; allowed while the exchange is available or delivered.</summary>
    Task<Result<IEvidenceDelivery>> FetchAsync(EServiceCall call, string exchangeId, CancellationToken cancellationToken);

    /// <summary>The e-service proves by digests, in order, that it holds the documents. Repeating it changes nothing.</summary>
    Task<Result<ExchangeView>> AcknowledgeAsync(
        EServiceCall call,
        string exchangeId,
        IReadOnlyList<ReadOnlyMemory<byte>> sha256,
        CancellationToken cancellationToken);
}
