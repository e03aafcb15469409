// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Evidence;

/// <summary>State of the heart in SQLite.</summary>
internal sealed class SqliteEvidenceState([FromKeyedServices(SqliteDatabaseName.State)] SqliteDatabase database) : IEvidenceState
{
    private const int Batch = 100;

    public async Task<CommitOutcome> CommitAsync(StateChange change, CancellationToken cancellationToken) =>
        await database.TryWriteAsync(session => StateChangeWriter.TryWrite(session, change), cancellationToken)
            ? CommitOutcome.Committed
            : CommitOutcome.Conflict;

    public ValueTask<ExplicitRequest?> FindExplicitRequestAsync(string id, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"SELECT {ExplicitRequestRow.Columns} FROM explicit_request r WHERE r.id = $id")
            .With("$id", id)
            .One(row => ExplicitRequestRow.Map(row, 0))));

    public ValueTask<IReadOnlyList<ExplicitRequest>> FindOpenExplicitRequestsAsync(string subject, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"SELECT {ExplicitRequestRow.Columns} FROM explicit_request r WHERE r.subject = $subject AND r.closed_at IS NULL")
            .With("$subject", subject)
            .All(row => ExplicitRequestRow.Map(row, 0))));

    public ValueTask<IReadOnlyList<ExplicitRequest>> FindExpiredExplicitRequestsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"SELECT {ExplicitRequestRow.Columns} FROM explicit_request r WHERE r.closed_at IS NULL AND r.expires_at <= $now LIMIT $batch")
            .With("$now", now)
            .With("$batch", Batch)
            .All(row => ExplicitRequestRow.Map(row, 0))));

    public ValueTask<ServingState?> FindExchangeAsync(string id, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"{ServingRow.Select} WHERE x.id = $id")
            .With("$id", id)
            .One(ServingRow.Map)));

    public ValueTask<ServingState?> FindExchangeAsync(
        string explicitRequestId, RequestedEvidence evidence, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"{ServingRow.Select} WHERE x.explicit_request_id = $request AND x.evidence_type = $type AND x.provider = $provider")
            .With("$request", explicitRequestId)
            .With("$type", evidence.EvidenceType)
            .With("$provider", evidence.Provider)
            .One(ServingRow.Map)));

    public ValueTask<IReadOnlyList<Exchange>> FindExchangesAsync(string explicitRequestId, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"SELECT {ExchangeRow.Columns} FROM exchange x WHERE x.explicit_request_id = $request")
            .With("$request", explicitRequestId)
            .All(row => ExchangeRow.Map(row, 0))));

    public ValueTask<IReadOnlyList<string>> FindDueExchangesAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT id FROM exchange WHERE due_at <= $now ORDER BY due_at LIMIT $batch")
            .With("$now", now)
            .With("$batch", Batch)
            .All(row => row.GetString(0))));

    public ValueTask<IReadOnlyList<string>> FindOrphansAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT id FROM exchange WHERE lease_until <= $now ORDER BY lease_until LIMIT $batch")
            .With("$now", now)
            .With("$batch", Batch)
            .All(row => row.GetString(0))));

    public Task RenewLeasesAsync(IReadOnlyList<Exchange> asked, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => asked.Sum(exchange => session
                .Statement("UPDATE exchange SET lease_until = $until WHERE id = $id AND revision = $revision AND lease_until IS NOT NULL")
                .With("$until", until)
                .With("$id", exchange.Id)
                .With("$revision", exchange.Revision)
                .Execute()),
            cancellationToken);

    public ValueTask<OpenedPreview?> FindPreviewAsync(string id, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT exchange_id, return_uri, return_state, expires_at FROM evidence_preview WHERE id = $id")
            .With("$id", id)
            .One(row => new OpenedPreview(id, row.GetString(0), row.Text(1), row.Text(2), row.Time(3)))));

    public ValueTask<EvidenceCopy?> FindReusableCopyAsync(
        byte[] copyKey, byte[]? sharedKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"""
                SELECT {CopyRow.Columns} FROM evidence_copy c
                WHERE c.state = 'reusable' AND c.expires_at > $now AND (c.copy_key = $key OR (c.shared_key IS NOT NULL AND c.shared_key = $shared))
                ORDER BY c.obtained_at DESC LIMIT 1
                """)
            .With("$now", now)
            .With("$key", copyKey)
            .With("$shared", sharedKey)
            .One(row => CopyRow.Map(row, 0))));

    public ValueTask<IReadOnlyList<EvidenceCopy>> FindCopiesAsync(string subject, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement($"SELECT {CopyRow.Columns} FROM evidence_copy c WHERE c.subject = $subject AND c.state <> 'erased' ORDER BY c.obtained_at DESC")
            .With("$subject", subject)
            .All(row => CopyRow.Map(row, 0)!)));

    public ValueTask<IReadOnlyList<string>> FindPendingErasuresAsync(CancellationToken cancellationToken) =>
        new(database.Read(session => session.Statement("SELECT subject FROM pending_erasure").All(row => row.GetString(0))));

    public Task RemovePendingErasureAsync(string subject, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Statement("DELETE FROM pending_erasure WHERE subject = $subject").With("$subject", subject).Execute(),
            cancellationToken);

    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                Sweep(session, "DELETE FROM single_use WHERE key IN (SELECT key FROM single_use WHERE expires_at <= $now LIMIT $batch)", now);
                Sweep(session, "DELETE FROM evidence_preview WHERE id IN (SELECT id FROM evidence_preview WHERE expires_at <= $now LIMIT $batch)", now);
                Sweep(
                    session,
                    """
                    UPDATE evidence_copy SET state = 'erased', data_key = x'', manifest = NULL
                    WHERE id IN (SELECT id FROM evidence_copy WHERE state = 'reusable' AND expires_at <= $now LIMIT $batch)
                    """,
                    now);
                return true;
            },
            cancellationToken);

    public Task<bool> TryLeaseAsync(string name, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.TryWriteAsync(
            session => session
                .Statement("""
                    INSERT INTO lease (name, owner, lease_until) VALUES ($name, $owner, $until)
                    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until
                    WHERE lease.owner = excluded.owner OR lease.lease_until <= $now
                    """)
                .With("$name", name)
                .With("$owner", owner)
                .With("$until", until)
                .With("$now", now)
                .Execute() == 1,
            cancellationToken);

    private static void Sweep(SqliteSession session, string sql, DateTimeOffset now) =>
        session.Statement(sql).With("$now", now).With("$batch", Batch).Execute();
}
