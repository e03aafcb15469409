// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>The gateway's evidence API, over gRPC or REST. Every method throws <see cref="EvidenceApiException"/> when refused.</summary>
public interface IEvidenceApi
{
    /// <summary>How it travels, for the page.</summary>
    string Protocol { get; }

    /// <summary>Asks; while the explicit request is open a repetition returns the same exchange.</summary>
    Task<EvidenceExchange> RequestAsync(GrantedTokens tokens, EvidenceAsk ask, CancellationToken cancellationToken);

    /// <summary>The exchange as soon as it is at rest; as it is when the patience ends.</summary>
    Task<EvidenceExchange> WaitAsync(GrantedTokens tokens, string exchangeId, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Stores the documents, checking each against its digest.</summary>
    Task FetchAsync(GrantedTokens tokens, EvidenceExchange exchange, StoredDocuments store, CancellationToken cancellationToken);

    /// <summary>Proves by the digests that the documents are stored.</summary>
    Task<EvidenceExchange> AcknowledgeAsync(
        GrantedTokens tokens, string exchangeId, IReadOnlyList<ReadOnlyMemory<byte>> sha256, CancellationToken cancellationToken);
}
