// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>Documents on their way to the e-service.</summary>
public interface IEvidenceDelivery
{
    IReadOnlyList<DocumentInfo> Documents { get; }

    /// <summary>The decrypted bytes, segment by segment. A segment that fails authentication ends the stream with an exception.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(DocumentInfo document, CancellationToken cancellationToken);

    /// <summary>Call when the last byte has left: records the delivery. Without it the exchange stays as it was.</summary>
    Task CompleteAsync(CancellationToken cancellationToken);
}
