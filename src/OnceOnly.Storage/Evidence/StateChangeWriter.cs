// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Evidence;

/// <summary>Writes one change inside the unit of work it is called in. False at the first thing that does not fit.</summary>
internal static class StateChangeWriter
{
    public static bool TryWrite(SqliteSession session, StateChange change)
    {
        if (change.Use is { } use && !TryUse(session, use))
        {
            return false;
        }

        if (change.OpenExplicitRequest is { } id && !ExplicitRequestRow.IsOpen(session, id))
        {
            return false;
        }

        foreach (var step in change.Exchanges)
        {
            if (!ExchangeRow.TryWrite(session, step))
            {
                return false;
            }
        }

        if (change.ExplicitRequest is { } request && !ExplicitRequestRow.TryWrite(session, request))
        {
            return false;
        }

        if (!TryWriteCopies(session, change))
        {
            return false;
        }

        if (change.Preview is { } preview)
        {
            Add(session, preview);
        }

        if (change.PendingErasure is { } subject)
        {
            session.Statement("INSERT INTO pending_erasure (subject) VALUES ($subject) ON CONFLICT DO NOTHING").With("$subject", subject).Execute();
        }

        foreach (var record in change.Ledger)
        {
            Append(session, record);
        }

        return true;
    }

    private static bool TryUse(SqliteSession session, SingleUse use) =>
        session.Statement("INSERT INTO single_use (key, expires_at) VALUES ($key, $expires) ON CONFLICT DO NOTHING")
            .With("$key", use.Key)
            .With("$expires", use.ExpiresAt)
            .Execute() == 1;

    private static bool TryWriteCopies(SqliteSession session, StateChange change)
    {
        foreach (var id in change.ErasedCopies)
        {
            CopyRow.Erase(session, id);
        }

        if (change.AddedCopy is { } added)
        {
            CopyRow.Add(session, added);
        }

        if (change.Segments.Count > 0 && !SegmentRow.TryAppend(session, change.ChangedCopy!.Id, change.Segments))
        {
            return false;
        }

        return change.ChangedCopy is not { } changed || CopyRow.TryChange(session, changed);
    }

    private static void Add(SqliteSession session, OpenedPreview preview) =>
        session
            .Statement("""
                INSERT INTO evidence_preview (id, exchange_id, return_uri, return_state, expires_at)
                VALUES ($id, $exchange, $uri, $state, $expires)
                """)
            .With("$id", preview.Id)
            .With("$exchange", preview.ExchangeId)
            .With("$uri", preview.ReturnUri)
            .With("$state", preview.ReturnState)
            .With("$expires", preview.ExpiresAt)
            .Execute();

    private static void Append(SqliteSession session, LedgerRecord record) =>
        session.Statement("INSERT INTO ledger_entry (person, body, sealed) VALUES ($person, $body, $sealed)")
            .With("$person", record.Person)
            .With("$body", record.Body)
            .With("$sealed", record.Sealed)
            .Execute();
}
