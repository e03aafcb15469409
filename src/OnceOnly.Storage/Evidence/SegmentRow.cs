// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>Rows of <c>evidence_segment</c>.</summary>
internal static class SegmentRow
{
    /// <summary>The copy must be arriving (still).</summary>
    public static IEnumerable<SqlStatement> Append(string copyId, IReadOnlyList<EvidenceSegment> segments)
    {
        yield return SqlStatement.MustHit("SELECT 1 FROM evidence_copy WHERE id = @id AND state = 'arriving'{lock}").With("@id", copyId);
        foreach (var segment in segments)
        {
            yield return new SqlStatement("INSERT INTO evidence_segment (copy_id, document, segment, data) VALUES (@copy, @document, @segment, @data)")
                .With("@copy", copyId)
                .With("@document", segment.Document)
                .With("@segment", segment.Index)
                .With("@data", ArrayOf(segment.Data));
        }
    }

    private static byte[] ArrayOf(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var array) && array.Offset == 0 && array.Count == array.Array!.Length ? array.Array : data.ToArray();
}
