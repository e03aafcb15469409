// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>
/// A change as one unit of work. All changes touch rows in one order (mark, explicit request, exchanges, copies, each by
/// identifier), so that those which meet wait for each other and never in a circle.
/// </summary>
internal static class StateChangeStatements
{
    public static IReadOnlyList<SqlStatement> Of(StateChange change) =>
    [
        .. change.Use is { } use ? [Use(use)] : Array.Empty<SqlStatement>(),
        .. ExplicitRequests(change),
        .. change.Exchanges.OrderBy(step => step.After.Id, StringComparer.Ordinal).Select(ExchangeRow.Write),
        .. change.ExplicitRequest is { ClosedAt: not null } closed ? ExplicitRequestRow.Close(closed.Id) : [],
        .. Copies(change),
        .. Rest(change),
        .. change.Ledger.Select(Append),
    ];

    public static SqlStatement Use(SingleUse use) =>
        SqlStatement.MustHit("INSERT INTO single_use (key, expires_at) VALUES (@key, @expires) ON CONFLICT DO NOTHING")
            .With("@key", use.Key)
            .With("@expires", use.ExpiresAt);

    /// <summary>A copy that begins to arrive, or has arrived with its last pieces.</summary>
    public static IEnumerable<SqlStatement> Arrivals(EvidenceCopy? added, EvidenceCopy? changed, IReadOnlyList<EvidenceSegment> segments)
    {
        if (added is not null)
        {
            yield return CopyRow.Add(added);
        }

        if (changed is not null)
        {
            foreach (var append in segments.Count > 0 ? SegmentRow.Append(changed.Id, segments) : [])
            {
                yield return append;
            }

            yield return CopyRow.Change(changed);
        }
    }

    public static SqlStatement Append(LedgerRecord record) =>
        SqlStatement.InGroup("INSERT INTO {ledger arrivals} (person, body, sealed) VALUES (@person, @body, @sealed)")
            .With("@person", record.Person)
            .With("@body", record.Body)
            .With("@sealed", record.Sealed);

    /// <summary>What is not an end of an exchange needs an open explicit request. One that is written says so by itself.</summary>
    private static IEnumerable<SqlStatement> ExplicitRequests(StateChange change)
    {
        var written = change.ExplicitRequest;
        if (written is not null)
        {
            yield return ExplicitRequestRow.Write(written);
        }

        var open = change.Exchanges.Where(step => !step.After.IsFinal).Select(step => step.After.ExplicitRequestId)
            .Concat(change.OpenExplicitRequest is { } id ? [id] : [])
            .Where(request => request != written?.Id)
            .Distinct(StringComparer.Ordinal);
        foreach (var request in open.Order(StringComparer.Ordinal))
        {
            yield return ExplicitRequestRow.IsOpen(request);
        }
    }

    private static IEnumerable<SqlStatement> Copies(StateChange change)
    {
        var touched = change.ErasedCopies.Select(id => (Id: id, Statement: CopyRow.Erase(id)))
            .Concat(change.RewrappedCopies.Select(copy => (copy.Id, Statement: CopyRow.Rewrap(copy))));
        foreach (var (_, statement) in touched.OrderBy(copy => copy.Id, StringComparer.Ordinal))
        {
            yield return statement;
        }

        foreach (var arrival in Arrivals(change.AddedCopy, change.ChangedCopy, change.Segments))
        {
            yield return arrival;
        }
    }

    private static IEnumerable<SqlStatement> Rest(StateChange change)
    {
        if (change.Preview is { } preview)
        {
            yield return Add(preview);
        }

        if (change.PendingErasure is { } subject)
        {
            yield return new SqlStatement("INSERT INTO pending_erasure (subject) VALUES (@subject) ON CONFLICT DO NOTHING").With("@subject", subject);
        }
    }

    private static SqlStatement Add(OpenedPreview preview) =>
        new SqlStatement("""
            INSERT INTO evidence_preview (id, exchange_id, return_uri, return_state, expires_at)
            VALUES (@id, @exchange, @uri, @state, @expires)
            """)
            .With("@id", preview.Id)
            .With("@exchange", preview.ExchangeId)
            .With("@uri", preview.ReturnUri)
            .With("@state", preview.ReturnState)
            .With("@expires", preview.ExpiresAt);
}
