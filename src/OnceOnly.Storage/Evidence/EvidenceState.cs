// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>State of the heart in SQL.</summary>
internal sealed class EvidenceState([FromKeyedServices(DatabaseName.State)] ISqlDatabase database) : IEvidenceState
{
    private const int Batch = 100;

    public async Task<CommitOutcome> CommitAsync(StateChange change, CancellationToken cancellationToken) =>
        await database.TryAsync(StateChangeStatements.Of(change), cancellationToken)
            ? CommitOutcome.Committed
            : CommitOutcome.Conflict;

    public async ValueTask<ExplicitRequest?> FindExplicitRequestAsync(string id, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement($"SELECT {ExplicitRequestRow.Columns} FROM explicit_request r WHERE r.id = @id")
                .With("@id", id),
            row => ExplicitRequestRow.Map(row, 0),
            cancellationToken);

    public async ValueTask<IReadOnlyList<ExplicitRequest>> FindOpenExplicitRequestsAsync(string subject, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement($"SELECT {ExplicitRequestRow.Columns} FROM explicit_request r WHERE r.subject = @subject AND r.closed_at IS NULL")
                .With("@subject", subject),
            row => ExplicitRequestRow.Map(row, 0),
            cancellationToken);

    public async ValueTask<IReadOnlyList<ExplicitRequest>> FindExpiredExplicitRequestsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement($"SELECT {ExplicitRequestRow.Columns} FROM explicit_request r WHERE r.closed_at IS NULL AND r.expires_at <= @now LIMIT @batch")
                .With("@now", now)
                .With("@batch", Batch),
            row => ExplicitRequestRow.Map(row, 0),
            cancellationToken);

    public async ValueTask<ServingState?> FindExchangeAsync(string id, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement($"{ServingRow.Select} WHERE x.id = @id")
                .With("@id", id),
            ServingRow.Map,
            cancellationToken);

    public async ValueTask<ServingState?> FindExchangeAsync(
        string explicitRequestId, RequestedEvidence evidence, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement($"{ServingRow.Select} WHERE x.explicit_request_id = @request AND x.evidence_type = @type AND x.provider = @provider")
                .With("@request", explicitRequestId)
                .With("@type", evidence.EvidenceType)
                .With("@provider", evidence.Provider),
            ServingRow.Map,
            cancellationToken);

    public async ValueTask<IReadOnlyList<Exchange>> FindExchangesAsync(string explicitRequestId, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement($"SELECT {ExchangeRow.Columns} FROM exchange x WHERE x.explicit_request_id = @request")
                .With("@request", explicitRequestId),
            row => ExchangeRow.Map(row, 0),
            cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindDueExchangesAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement("SELECT id FROM exchange WHERE due_at <= @now ORDER BY due_at LIMIT @batch")
                .With("@now", now)
                .With("@batch", Batch),
            row => row.GetString(0),
            cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindOrphansAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement("SELECT id FROM exchange WHERE lease_until <= @now ORDER BY lease_until LIMIT @batch")
                .With("@now", now)
                .With("@batch", Batch),
            row => row.GetString(0),
            cancellationToken);

    public Task RenewLeasesAsync(IReadOnlyList<Exchange> asked, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.TryAsync(
            [
                .. asked.OrderBy(exchange => exchange.Id, StringComparer.Ordinal).Select(exchange => new SqlStatement(
                        "UPDATE exchange SET lease_until = @until WHERE id = @id AND revision = @revision AND lease_until IS NOT NULL")
                    .With("@until", until)
                    .With("@id", exchange.Id)
                    .With("@revision", exchange.Revision)),
            ],
            cancellationToken);

    public async ValueTask<OpenedPreview?> FindPreviewAsync(string id, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement("SELECT exchange_id, return_uri, return_state, expires_at FROM evidence_preview WHERE id = @id")
                .With("@id", id),
            row => new OpenedPreview(id, row.GetString(0), row.Text(1), row.Text(2), row.Time(3)),
            cancellationToken);

    public async ValueTask<EvidenceCopy?> FindReusableCopyAsync(
        byte[] copyKey, byte[]? sharedKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement($"""
                SELECT {CopyRow.Columns} FROM evidence_copy c
                WHERE c.expires_at > @now
                    AND ((c.state = 'reusable' AND c.copy_key = @key) OR (c.state = 'reusable' AND c.shared_key IS NOT NULL AND c.shared_key = @shared))
                ORDER BY c.obtained_at DESC LIMIT 1
                """)
                .With("@now", now)
                .With("@key", copyKey)
                .With("@shared", sharedKey),
            row => CopyRow.Map(row, 0),
            cancellationToken);

    public async ValueTask<IReadOnlyList<EvidenceCopy>> FindCopiesAsync(string subject, CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement($"SELECT {CopyRow.Columns} FROM evidence_copy c WHERE c.subject = @subject AND c.state <> 'erased' ORDER BY c.obtained_at DESC")
                .With("@subject", subject),
            row => CopyRow.Map(row, 0)!,
            cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindPendingErasuresAsync(CancellationToken cancellationToken) =>
        await database.AllAsync(
            new SqlStatement("SELECT subject FROM pending_erasure"),
            row => row.GetString(0),
            cancellationToken);

    public Task RemovePendingErasureAsync(string subject, CancellationToken cancellationToken) =>
        database.ExecuteAsync(new SqlStatement("DELETE FROM pending_erasure WHERE subject = @subject").With("@subject", subject), cancellationToken);

    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await SweepAsync("""
            DELETE FROM single_use WHERE key IN (SELECT key FROM single_use WHERE expires_at <= @now LIMIT @batch{lock what is free})
            """);
        await SweepAsync("""
            DELETE FROM evidence_preview WHERE id IN (SELECT id FROM evidence_preview WHERE expires_at <= @now LIMIT @batch{lock what is free})
            """);
        await database.ExecuteAsync(Due($$"""
            {{CopyRow.Erasing}}
            WHERE id IN (SELECT id FROM evidence_copy WHERE state = 'reusable' AND expires_at <= @now LIMIT @batch{lock what is free})
            """).With("@nothing", []), cancellationToken);

        Task SweepAsync(string sql) => database.ExecuteAsync(Due(sql), cancellationToken);

        SqlStatement Due(string sql) => new SqlStatement(sql).With("@now", now).With("@batch", Batch);
    }

    public async Task<bool> ForgetExplicitRequestsAsync(DateTimeOffset givenBefore, CancellationToken cancellationToken)
    {
        var ids = await database.AllAsync(
            new SqlStatement("SELECT id FROM explicit_request WHERE given_at < @before AND closed_at IS NOT NULL ORDER BY given_at LIMIT @batch")
                .With("@before", givenBefore)
                .With("@batch", Batch),
            row => row.GetString(0),
            cancellationToken);
        await database.TryAsync([.. ids.Order(StringComparer.Ordinal).SelectMany(Forget)], cancellationToken);
        return ids.Count > 0;

        static IEnumerable<SqlStatement> Forget(string id)
        {
            yield return new SqlStatement("""
                DELETE FROM evidence_preview WHERE exchange_id IN (SELECT id FROM exchange WHERE explicit_request_id = @id)
                """).With("@id", id);
            yield return new SqlStatement("DELETE FROM exchange WHERE explicit_request_id = @id").With("@id", id);
            yield return new SqlStatement("UPDATE evidence_copy SET explicit_request_id = '' WHERE explicit_request_id = @id AND state <> 'erased'").With("@id", id);
            yield return new SqlStatement("DELETE FROM explicit_request WHERE id = @id").With("@id", id);
        }
    }

    public async Task<bool> TryLeaseAsync(string name, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var take = new SqlStatement("""
            INSERT INTO lease (name, owner, lease_until) VALUES (@name, @owner, @until)
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until
            WHERE lease.owner = excluded.owner OR lease.lease_until <= @now
            """)
            .With("@name", name)
            .With("@owner", owner)
            .With("@until", until)
            .With("@now", now);
        return await database.ExecuteAsync(take, cancellationToken) == 1;
    }

    public Task ReleaseLeaseAsync(string name, string owner, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            new SqlStatement("DELETE FROM lease WHERE name = @name AND owner = @owner").With("@name", name).With("@owner", owner), cancellationToken);
}
