// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Evidence;

/// <summary>Rows of <c>evidence_segment</c>.</summary>
internal static class SegmentRow
{
    /// <returns>False when the copy is not arriving (any more).</returns>
    public static bool TryAppend(SqliteSession session, string copyId, IReadOnlyList<EvidenceSegment> segments)
    {
        if (session.Statement("SELECT 1 FROM evidence_copy WHERE id = $id AND state = 'arriving'").With("$id", copyId).One(row => row.GetInt32(0)) != 1)
        {
            return false;
        }

        foreach (var segment in segments)
        {
            session.Statement("INSERT INTO evidence_segment (copy_id, document, segment, data) VALUES ($copy, $document, $segment, $data)")
                .With("$copy", copyId)
                .With("$document", segment.Document)
                .With("$segment", segment.Index)
                .With("$data", ArrayOf(segment.Data))
                .Execute();
        }

        return true;
    }

    private static byte[] ArrayOf(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var array) && array.Offset == 0 && array.Count == array.Array!.Length ? array.Array : data.ToArray();
}
