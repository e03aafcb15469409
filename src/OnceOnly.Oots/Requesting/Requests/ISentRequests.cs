// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger;

namespace OnceOnly.Oots.Requesting.Requests;

/// <summary>Port: requests under way and the answers that wait for their askers. All instances share it.</summary>
public interface ISentRequests
{
    /// <summary>Adds the request and its entry in the ledger, or neither.</summary>
    /// <returns>False when there is one of this exchange and attempt already; it stays as it is.</returns>
    Task<bool> TryAddAsync(SentRequest request, LedgerRecord entry, CancellationToken cancellationToken);

    ValueTask<SentRequest?> FindAsync(string exchange, int attempt, CancellationToken cancellationToken);

    /// <summary>The newest first request of the exchange, by which the second one is made.</summary>
    ValueTask<SentRequest?> FindFirstAsync(string exchange, CancellationToken cancellationToken);

    /// <summary>By the request's id.</summary>
    ValueTask<SentRequest?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>By the transport id of the request.</summary>
    ValueTask<SentRequest?> FindSubmittedAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>The newest one of a conversation (and exchange, where the header has one; else none while several wait).</summary>
    ValueTask<SentRequest?> FindInConversationAsync(string conversationId, string? exchangeId, CancellationToken cancellationToken);

    Task SubmittedAsync(Guid id, string messageId, DateTimeOffset sentAt, CancellationToken cancellationToken);

    /// <summary>Keeps encrypted pieces of an answer's documents, which count once <see cref="TryAnswerAsync"/> names their take.</summary>
    Task AppendAsync(Guid id, string take, IReadOnlyList<AnswerPiece> pieces, CancellationToken cancellationToken);

    /// <summary>Keeps the answer and its entry in the ledger, or neither.</summary>
    /// <returns>False when nobody waits for it, or another answer was first.</returns>
    Task<bool> TryAnswerAsync(Guid id, StoredAnswer answer, LedgerRecord entry, CancellationToken cancellationToken);

    ValueTask<byte[]?> ReadPieceAsync(Guid id, string take, int index, CancellationToken cancellationToken);

    /// <summary>Counts that somebody begins to take the answer.</summary>
    Task CountTakeAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Nobody waits any more.</summary>
    /// <returns>False when it was answered meanwhile.</returns>
    Task<bool> TryEndAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Requests whose answers wait; a bounded batch, the newest first.</summary>
    ValueTask<IReadOnlyList<Guid>> FindAnsweredAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Deletes what was said and the pieces of answers where the heart's exchange is not being asked any more, and everything about
    /// requests made before the time given; in bounded batches.
    /// </summary>
    Task SweepAsync(DateTimeOffset madeBefore, CancellationToken cancellationToken);
}

/// <summary>A piece of an answer's documents.</summary>
/// <param name="Index">Ordinal among all pieces of the answer.</param>
/// <param name="Data">Ciphertext.</param>
public sealed record AnswerPiece(int Index, byte[] Data);
