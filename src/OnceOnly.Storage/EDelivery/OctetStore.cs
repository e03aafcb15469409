// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.EDelivery;

/// <summary>Octets of messages in segments. What a process left half written is removable after an hour.</summary>
internal sealed class OctetStore(ISqlDatabase database, TimeProvider clock)
{
    public const int SegmentBytes = 256 * 1024;

    private const int SegmentsAtOnce = 4;
    private const int SweepBatch = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Copies them. The little is only made ready, the large is written.</summary>
    public async Task<StoredOctets> WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        var bytes = pieces.Sum(piece => (long)piece.Length);
        var segments = (int)((bytes + SegmentBytes - 1) / SegmentBytes);
        if (segments <= SegmentsAtOnce)
        {
            return new StoredOctets(id, [Head(id, segments, bytes, null), .. OctetSegments.Of(pieces, bytes).Select((data, index) => Segment(id, index, data))], IsWritten: false);
        }

        var index = 0;
        var unit = new List<SqlStatement> { Head(id, segments, bytes, clock.GetUtcNow() + Patience) };
        foreach (var data in OctetSegments.Of(pieces, bytes))
        {
            unit.Add(Segment(id, index++, data));
            if (index % SegmentsAtOnce == 0 || index == segments)
            {
                await database.TryAsync(unit, cancellationToken);
                unit.Clear();
            }
        }

        var keep = SqlStatement.MustHit("UPDATE as4_octets SET removable_at = NULL WHERE id = @octets AND removable_at IS NOT NULL").With("@octets", id);
        return new StoredOctets(id, [keep], IsWritten: true);
    }

    /// <summary>Null when they are not there (any more).</summary>
    public async Task<OctetStream?> OpenReadAsync(string id, CancellationToken cancellationToken)
    {
        var select = new SqlStatement("SELECT segments, bytes FROM as4_octets WHERE id = @octets").With("@octets", id);
        var (segments, bytes) = await database.OneAsync(select, row => (row.GetInt32(0), row.GetInt64(1)), cancellationToken);
        return segments == 0 ? null : new OctetStream(database, id, bytes);
    }

    /// <summary>For octets that came to be of no message.</summary>
    public Task<int> GiveUpAsync(string id, CancellationToken cancellationToken) => database.ExecuteAsync(
        new SqlStatement("UPDATE as4_octets SET removable_at = @now WHERE id = @octets AND removable_at IS NOT NULL")
            .With("@octets", id)
            .With("@now", clock.GetUtcNow()),
        cancellationToken);

    /// <summary>Lets go of them: the little at once, the large with the next sweep.</summary>
    public IEnumerable<SqlStatement> Release(string id) =>
    [
        new SqlStatement("DELETE FROM as4_segment WHERE octets_id IN (SELECT id FROM as4_octets WHERE id = @octets AND segments <= @little)")
            .With("@octets", id)
            .With("@little", SegmentsAtOnce),
        new SqlStatement("DELETE FROM as4_octets WHERE id = @octets AND segments <= @little").With("@octets", id).With("@little", SegmentsAtOnce),
        new SqlStatement("UPDATE as4_octets SET removable_at = @now WHERE id = @octets").With("@octets", id).With("@now", clock.GetUtcNow()),
    ];

    /// <summary>Deletes what is removable, batch by batch so that writers get their turn in between.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        while (await database.OneAsync(Any(), row => row.GetInt32(0), cancellationToken) == 1)
        {
            var segments = await database.ExecuteAsync(Batch("""
                DELETE FROM as4_segment WHERE (octets_id, segment) IN (
                    SELECT s.octets_id, s.segment FROM as4_octets o JOIN as4_segment s ON s.octets_id = o.id
                    WHERE o.removable_at <= @now LIMIT @batch)
                """), cancellationToken);
            var octets = await database.ExecuteAsync(Batch("""
                DELETE FROM as4_octets WHERE id IN (
                    SELECT o.id FROM as4_octets o
                    WHERE o.removable_at <= @now AND NOT EXISTS (SELECT 1 FROM as4_segment s WHERE s.octets_id = o.id) LIMIT @batch)
                """), cancellationToken);
            if (segments + octets == 0)
            {
                return;
            }
        }

        SqlStatement Any() => new SqlStatement("SELECT 1 FROM as4_octets WHERE removable_at <= @now LIMIT 1").With("@now", now);

        SqlStatement Batch(string sql) => new SqlStatement(sql).With("@now", now).With("@batch", SweepBatch);
    }

    private static SqlStatement Head(string id, int segments, long bytes, DateTimeOffset? removableAt) =>
        new SqlStatement("INSERT INTO as4_octets (id, segments, bytes, removable_at) VALUES (@octets, @segments, @bytes, @removable)")
            .With("@octets", id)
            .With("@segments", segments)
            .With("@bytes", bytes)
            .With("@removable", removableAt);

    private static SqlStatement Segment(string id, int index, byte[] data) =>
        new SqlStatement("INSERT INTO as4_segment (octets_id, segment, data) VALUES (@octets, @segment, @data)")
            .With("@octets", id)
            .With("@segment", index)
            .With("@data", data);
}
