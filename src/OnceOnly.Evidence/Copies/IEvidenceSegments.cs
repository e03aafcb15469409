// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Copies;

/// <summary>Port: the encrypted pieces of stored copies.</summary>
public interface IEvidenceSegments
{
    /// <summary>Adds pieces to a copy that is still arriving.</summary>
    /// <returns>False when it is not arriving any more: somebody else has taken over or it was erased.</returns>
    Task<bool> TryAppendAsync(string copyId, IReadOnlyList<EvidenceSegment> segments, CancellationToken cancellationToken);

    /// <summary>Copies one piece into the buffer. It may come from a cache, and is nothing until it was opened.</summary>
    /// <param name="copyId">The copy.</param>
    /// <param name="document">Ordinal of the document.</param>
    /// <param name="index">Ordinal of the piece.</param>
    /// <param name="buffer">As long as the piece has to be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its length; -1 when there is no such piece, or it is longer.</returns>
    ValueTask<int> ReadAsync(string copyId, int document, int index, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>The same from the store itself, when what <see cref="ReadAsync"/> gave did not open.</summary>
    /// <returns>Its length; -1 when there is no such piece, or it is longer.</returns>
    ValueTask<int> ReadStoredAsync(string copyId, int document, int index, Memory<byte> buffer, CancellationToken cancellationToken) =>
        ReadAsync(copyId, document, index, buffer, cancellationToken);

    /// <summary>Deletes a bounded batch of what erased copies have left.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> SweepAsync(CancellationToken cancellationToken);
}
