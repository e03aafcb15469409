// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.CompilerServices;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Exchanges;

internal sealed class EvidenceDelivery(ServingState serving, DocumentReader reader, Deliveries deliveries) : IEvidenceDelivery
{
    private bool _hasLeft;

    public IReadOnlyList<DocumentInfo> Documents => reader.Documents;

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        DocumentInfo document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var segment in reader.ReadAsync(document.Id, cancellationToken))
        {
            await LeaveAsync(cancellationToken);
            yield return segment;
        }

        // An empty document has no segment to give.
        await LeaveAsync(cancellationToken);
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => deliveries.CompleteAsync(serving, cancellationToken);

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (!_hasLeft)
        {
            await deliveries.LeaveAsync(serving, cancellationToken);
            _hasLeft = true;
        }
    }
}
