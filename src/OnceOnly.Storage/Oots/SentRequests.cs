// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Oots.Requesting.Requests;
using OnceOnly.Storage.Evidence;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Oots;

/// <summary>Requests to other Member States in SQL.</summary>
internal sealed class SentRequests([FromKeyedServices(DatabaseName.State)] ISqlDatabase database) : ISentRequests
{
    private const int Batch = 200;

    public Task<bool> TryAddAsync(SentRequest request, LedgerRecord entry, CancellationToken cancellationToken) =>
        database.TryAsync([SentRequestRow.Add(request), StateChangeStatements.Append(entry)], cancellationToken);

    public ValueTask<SentRequest?> FindAsync(string exchange, int attempt, CancellationToken cancellationToken) => OneAsync(
        new SqlStatement(SentRequestRow.Select + " WHERE exchange_id = @exchange AND attempt = @attempt").With("@exchange", exchange).With("@attempt", attempt),
        cancellationToken);

    public ValueTask<SentRequest?> FindFirstAsync(string exchange, CancellationToken cancellationToken) => OneAsync(
        new SqlStatement(SentRequestRow.Select + " WHERE exchange_id = @exchange AND is_second = @no ORDER BY attempt DESC LIMIT 1")
            .With("@exchange", exchange)
            .With("@no", false),
        cancellationToken);

    public ValueTask<SentRequest?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        OneAsync(ById(SentRequestRow.Select + " WHERE id = @id", id), cancellationToken);

    public ValueTask<SentRequest?> FindSubmittedAsync(string messageId, CancellationToken cancellationToken) =>
        OneAsync(new SqlStatement(SentRequestRow.Select + " WHERE message_id = @message").With("@message", messageId), cancellationToken);

    public ValueTask<SentRequest?> FindInConversationAsync(string conversationId, string? exchangeId, CancellationToken cancellationToken) => OneAsync(
        new SqlStatement(SentRequestRow.Select + """
             WHERE conversation_id = @conversation AND (oots_exchange_id = @exchange OR (CAST(@exchange AS text) IS NULL AND NOT EXISTS (
                 SELECT 1 FROM oots_request o WHERE o.conversation_id = @conversation AND o.exchange_id <> oots_request.exchange_id AND o.state = 'waiting')))
            ORDER BY created_at DESC LIMIT 1
            """)
            .With("@conversation", conversationId)
            .With("@exchange", exchangeId),
        cancellationToken);

    public Task SubmittedAsync(Guid id, string messageId, DateTimeOffset sentAt, CancellationToken cancellationToken) => database.ExecuteAsync(
        ById("UPDATE oots_request SET message_id = @message, sent_at = @sent WHERE id = @id AND sent_at IS NULL", id)
            .With("@message", messageId)
            .With("@sent", sentAt),
        cancellationToken);

    public Task AppendAsync(Guid id, string take, IReadOnlyList<AnswerPiece> pieces, CancellationToken cancellationToken) => database.TryAsync(
        [
            .. pieces.Select(piece => ById("INSERT INTO oots_piece (request_id, take, piece, data) VALUES (@id, @take, @piece, @data)", id)
                .With("@take", take)
                .With("@piece", piece.Index)
                .With("@data", piece.Data)),
        ],
        cancellationToken);

    public Task<bool> TryAnswerAsync(Guid id, StoredAnswer answer, LedgerRecord entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE oots_request SET state = 'answered', answer_message_id = @message, answer_sent_at = @sent, answer_take = @take, answer = @answer
            WHERE id = @id AND state = 'waiting'
            """;
        var keep = SqlStatement.MustHit(Sql)
            .With("@id", SentRequestRow.IdOf(id))
            .With("@message", answer.MessageId)
            .With("@sent", answer.SentAt)
            .With("@take", answer.Take)
            .With("@answer", answer.Sealed);
        return database.TryAsync([keep, StateChangeStatements.Append(entry)], cancellationToken);
    }

    public async ValueTask<byte[]?> ReadPieceAsync(Guid id, string take, int index, CancellationToken cancellationToken) => await database.OneAsync(
        ById("SELECT data FROM oots_piece WHERE request_id = @id AND take = @take AND piece = @piece", id).With("@take", take).With("@piece", index),
        row => row.GetFieldValue<byte[]>(0),
        cancellationToken);

    public Task CountTakeAsync(Guid id, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ById("UPDATE oots_request SET takes = takes + 1 WHERE id = @id", id), cancellationToken);

    public async Task<bool> TryEndAsync(Guid id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(ById("UPDATE oots_request SET state = 'over' WHERE id = @id AND state = 'waiting'", id), cancellationToken) == 1;

    public async ValueTask<IReadOnlyList<Guid>> FindAnsweredAsync(CancellationToken cancellationToken) => await database.AllAsync(
        new SqlStatement("SELECT id FROM oots_request WHERE state = 'answered' AND answer IS NOT NULL ORDER BY answer_sent_at DESC LIMIT @batch").With("@batch", Batch),
        row => Guid.ParseExact(row.GetString(0), "N"),
        cancellationToken);

    public async Task SweepAsync(DateTimeOffset madeBefore, CancellationToken cancellationToken)
    {
        // While the citizen may still leave for the provider, the second request is made from the first. Single values
        // instead of joins: they are found by their keys, whatever a planner thinks of the tables.
        const string Settled = """
            SELECT r.id FROM oots_request r
            WHERE length(r.message) > 0
                AND COALESCE((SELECT x.state FROM exchange x WHERE x.id = r.exchange_id), 'gone') NOT IN ('requested', 'preview_required', 'previewing')
            ORDER BY r.created_at LIMIT @batch{lock what is free}
            """;
        await AllAsync(
            new SqlStatement($"""
                UPDATE oots_request SET message = @nothing, answer = NULL, state = 'over' WHERE id IN ({Settled})
                """).With("@nothing", []).With("@batch", Batch),
            cancellationToken);
        await AllAsync(
            new SqlStatement("DELETE FROM oots_request WHERE id IN (SELECT id FROM oots_request WHERE created_at <= @before LIMIT @batch{lock what is free})")
                .With("@before", madeBefore)
                .With("@batch", Batch),
            cancellationToken);

        // Pieces of an answer that is gone; those of one that is just coming belong to a request that waits.
        const string Left = """
            SELECT p.request_id, p.take, p.piece FROM oots_piece p
            WHERE COALESCE((
                SELECT CASE WHEN r.state = 'over' OR (r.state = 'answered' AND r.answer_take <> p.take) THEN 'left' ELSE 'wanted' END
                FROM oots_request r WHERE r.id = p.request_id), 'left') = 'left'
            LIMIT @batch
            """;
        await AllAsync(
            new SqlStatement($"DELETE FROM oots_piece WHERE (request_id, take, piece) IN ({Left})").With("@batch", Batch), cancellationToken);
    }

    /// <summary>Batch by batch, so that writers get their turn in between.</summary>
    private async Task AllAsync(SqlStatement batch, CancellationToken cancellationToken)
    {
        while (await database.ExecuteAsync(batch, cancellationToken) >= Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static SqlStatement ById(string sql, Guid id) => new SqlStatement(sql).With("@id", SentRequestRow.IdOf(id));

    private ValueTask<SentRequest?> OneAsync(SqlStatement select, CancellationToken cancellationToken) =>
        database.OneAsync(select, SentRequestRow.Map, cancellationToken);
}
