// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Serving;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>State of the provider's side in SQL.</summary>
internal sealed class ServedState([FromKeyedServices(DatabaseName.State)] ISqlDatabase database) : IServedState
{
    private const int Batch = 100;

    public async Task<CommitOutcome> CommitAsync(ServedChange change, CancellationToken cancellationToken) =>
        await database.TryAsync([.. StatementsOf(change)], cancellationToken) ? CommitOutcome.Committed : CommitOutcome.Conflict;

    public async ValueTask<ServedRequest?> FindAsync(string id, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement($"{ServedRequestRow.Select} WHERE id = @id").With("@id", id), ServedRequestRow.Map, cancellationToken);

    public async ValueTask<ServedRequest?> FindByLinkAsync(byte[] linkDigest, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement($"{ServedRequestRow.Select} WHERE link_digest = @link").With("@link", linkDigest),
            ServedRequestRow.Map,
            cancellationToken);

    public async ValueTask<EvidenceCopy?> FindCopyAsync(string id, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement($"SELECT {CopyRow.Columns} FROM evidence_copy c WHERE c.id = @id").With("@id", id),
            row => CopyRow.Map(row, 0),
            cancellationToken);

    public async ValueTask<bool> IsUsedAsync(string key, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement("SELECT key FROM single_use WHERE key = @key").With("@key", key), row => row.GetString(0), cancellationToken) is not null;

    public async ValueTask<IReadOnlyList<string>> FindDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await IdsAsync("SELECT id FROM served_request WHERE due_at <= @now ORDER BY due_at LIMIT @batch", now, cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindOrphansAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await IdsAsync("SELECT id FROM served_request WHERE lease_until <= @now ORDER BY lease_until LIMIT @batch", now, cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindUnansweredAsync(CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement("SELECT id FROM served_request WHERE state = 'decided' AND awaited = @awaited LIMIT @batch")
                .With("@awaited", true)
                .With("@batch", Batch),
            row => row.GetString(0),
            cancellationToken);

    public Task RenewLeaseAsync(ServedRequest asked, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            new SqlStatement("UPDATE served_request SET lease_until = @until WHERE id = @id AND revision = @revision AND lease_until IS NOT NULL")
                .With("@until", until)
                .With("@id", asked.Id)
                .With("@revision", asked.Revision),
            cancellationToken);

    public async ValueTask<IReadOnlyList<ServedAnswer>> FindWaitingAnswersAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement($"{ServedAnswerRow.Select} WHERE lease_until <= @now ORDER BY lease_until LIMIT @batch")
                .With("@now", now)
                .With("@batch", Batch),
            ServedAnswerRow.Map,
            cancellationToken);

    public Task<bool> TryTakeAnswerAsync(ServedAnswer answer, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.TryAsync([ServedAnswerRow.Take(answer, until)], cancellationToken);

    public Task SweepAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            new SqlStatement("""
                DELETE FROM served_request WHERE id IN (
                    SELECT id FROM served_request WHERE state IN ('answered', 'expired') AND updated_at < @before LIMIT @batch{lock what is free})
                """)
                .With("@before", endedBefore)
                .With("@batch", Batch),
            cancellationToken);

    private async ValueTask<IReadOnlyList<string>> IdsAsync(string sql, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement(sql).With("@now", now).With("@batch", Batch), row => row.GetString(0), cancellationToken);

    /// <summary>All changes touch rows in one order, like those of the requester's side: marks, request, copies, the rest.</summary>
    private static IEnumerable<SqlStatement> StatementsOf(ServedChange change)
    {
        foreach (var use in change.Uses.OrderBy(use => use.Key, StringComparer.Ordinal))
        {
            yield return StateChangeStatements.Use(use);
        }

        if (change.Step is { } step)
        {
            yield return ServedRequestRow.Write(step);
        }

        foreach (var erased in change.ErasedCopies.Order(StringComparer.Ordinal))
        {
            yield return CopyRow.Erase(erased);
        }

        foreach (var statement in StateChangeStatements.Arrivals(change.AddedCopy, change.ChangedCopy, change.Segments))
        {
            yield return statement;
        }

        if (change.AddedAnswer is { } added)
        {
            yield return ServedAnswerRow.Add(added);
        }

        if (change.RemovedAnswer is { } removed)
        {
            yield return ServedAnswerRow.Remove(removed);
        }

        foreach (var record in change.Ledger)
        {
            yield return StateChangeStatements.Append(record);
        }
    }
}
