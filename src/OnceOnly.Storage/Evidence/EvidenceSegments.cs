// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>Encrypted pieces of stored copies in SQL.</summary>
internal sealed class EvidenceSegments([FromKeyedServices(DatabaseName.State)] ISqlDatabase database) : IEvidenceSegments
{
    private const int SweepBatch = 64;
    private const string AnyErased = "SELECT 1 FROM evidence_copy WHERE state = 'erased' LIMIT 1";

    public Task<bool> TryAppendAsync(string copyId, IReadOnlyList<EvidenceSegment> segments, CancellationToken cancellationToken) =>
        database.TryAsync([.. SegmentRow.Append(copyId, segments)], cancellationToken);

    public async ValueTask<int> ReadAsync(string copyId, int document, int index, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var select = new SqlStatement("SELECT data FROM evidence_segment WHERE copy_id = @copy AND document = @document AND segment = @segment")
            .With("@copy", copyId)
            .With("@document", document)
            .With("@segment", index);
        var data = await database.OneAsync(select, row => row.GetFieldValue<byte[]>(0), cancellationToken);
        if (data is null || data.Length > buffer.Length)
        {
            return -1;
        }

        data.CopyTo(buffer);
        return data.Length;
    }

    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        // Looks before it takes the writer's time: mostly there is nothing.
        if (await database.OneAsync(new SqlStatement(AnyErased), row => row.GetInt32(0), cancellationToken) != 1)
        {
            return false;
        }

        var segments = await database.ExecuteAsync(Batched("""
            DELETE FROM evidence_segment WHERE (copy_id, document, segment) IN (
                SELECT s.copy_id, s.document, s.segment FROM evidence_copy c JOIN evidence_segment s ON s.copy_id = c.id
                WHERE c.state = 'erased' LIMIT @batch{lock what is free})
            """), cancellationToken);
        var copies = await database.ExecuteAsync(Batched("""
            DELETE FROM evidence_copy WHERE id IN (
                SELECT c.id FROM evidence_copy c
                WHERE c.state = 'erased' AND NOT EXISTS (SELECT 1 FROM evidence_segment s WHERE s.copy_id = c.id) LIMIT @batch{lock what is free})
            """), cancellationToken);
        return segments == SweepBatch || copies == SweepBatch;
    }

    private static SqlStatement Batched(string sql) => new SqlStatement(sql).With("@batch", SweepBatch);
}
