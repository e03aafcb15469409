// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Exchanges;

internal sealed class EvidenceDelivery(ServingState serving, DocumentReader reader, Deliveries deliveries) : IEvidenceDelivery
{
    public IReadOnlyList<DocumentInfo> Documents => reader.Documents;

    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(DocumentInfo document, CancellationToken cancellationToken) =>
        reader.ReadAsync(document.Id, cancellationToken);

    public Task CompleteAsync(CancellationToken cancellationToken) => deliveries.CompleteAsync(serving, cancellationToken);
}
