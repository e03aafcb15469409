// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Evidence;

/// <summary>Encrypted pieces of stored copies in SQLite.</summary>
internal sealed class SqliteEvidenceSegments([FromKeyedServices(SqliteDatabaseName.State)] SqliteDatabase database) : IEvidenceSegments
{
    private const int SweepBatch = 64;

    public Task<bool> TryAppendAsync(string copyId, IReadOnlyList<EvidenceSegment> segments, CancellationToken cancellationToken) =>
        database.TryWriteAsync(session => SegmentRow.TryAppend(session, copyId, segments), cancellationToken);

    public ValueTask<int> ReadAsync(string copyId, int document, int index, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var data = database.Read(session => session
            .Statement("SELECT data FROM evidence_segment WHERE copy_id = $copy AND document = $document AND segment = $segment")
            .With("$copy", copyId)
            .With("$document", document)
            .With("$segment", index)
            .One(row => row.GetFieldValue<byte[]>(0)));
        if (data is null || data.Length > buffer.Length)
        {
            return new(-1);
        }

        data.CopyTo(buffer);
        return new(data.Length);
    }

    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        // Looks before it takes the writer's time: mostly there is nothing.
        if (database.Read(session => session.Statement(AnyErased).One(row => row.GetString(0))) is not { } copyId)
        {
            return false;
        }

        return await database.WriteAsync(session => Sweep(session, copyId), cancellationToken);
    }

    private const string AnyErased = "SELECT id FROM evidence_copy WHERE state = 'erased' LIMIT 1";

    private static bool Sweep(SqliteSession session, string copyId)
    {
        var deleted = session
            .Statement("""
                DELETE FROM evidence_segment WHERE rowid IN (SELECT rowid FROM evidence_segment WHERE copy_id = $copy LIMIT $batch)
                """)
            .With("$copy", copyId)
            .With("$batch", SweepBatch)
            .Execute();
        if (deleted < SweepBatch)
        {
            session.Statement("DELETE FROM evidence_copy WHERE id = $copy AND state = 'erased'").With("$copy", copyId).Execute();
        }

        return true;
    }
}
