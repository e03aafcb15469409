// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>Rows of <c>exchange</c>.</summary>
internal static class ExchangeRow
{
    public const string Columns = """
        x.id, x.revision, x.explicit_request_id, x.evidence_type, x.provider, x.state, x.attempt, x.lease_until, x.due_at, x.available_at,
        x.error, x.error_detail, x.retry_after, x.copy_id, x.documents_digest, x.served_from_copy, x.delivered_at, x.return_uri,
        x.return_state, x.created_at, x.updated_at, x.preview_location, x.preview_return
        """;

    public const int Count = 23;

    public static Exchange Map(DbDataReader row, int first) => new()
    {
        Id = row.GetString(first),
        Revision = row.GetInt64(first + 1),
        ExplicitRequestId = row.GetString(first + 2),
        EvidenceType = row.GetString(first + 3),
        Provider = row.GetString(first + 4),
        State = StoredName<ExchangeState>.Parse(row.GetString(first + 5)),
        Attempt = row.GetInt32(first + 6),
        LeaseUntil = row.TimeOrNull(first + 7),
        DueAt = row.TimeOrNull(first + 8),
        AvailableAt = row.TimeOrNull(first + 9),
        Error = row.Text(first + 10) is { } code
            ? new EvidenceError(StoredName<EvidenceErrorCode>.Parse(code), row.Text(first + 11)) { RetryAfter = row.TimeOrNull(first + 12) }
            : null,
        CopyId = row.Text(first + 13),
        DocumentsDigest = row.Bytes(first + 14),
        ServedFromCopy = row.GetBoolean(first + 15),
        DeliveredAt = row.TimeOrNull(first + 16),
        ReturnUri = row.Text(first + 17),
        ReturnState = row.Text(first + 18),
        CreatedAt = row.Time(first + 19),
        UpdatedAt = row.Time(first + 20),
        PreviewLocation = AddressOrNull(row.Text(first + 21)),
        PreviewReturn = AddressOrNull(row.Text(first + 22)),
    };

    public static SqlStatement Write(ExchangeStep step) => step.Before is null ? Add(step.After) : Change(step.Before, step.After);

    private static SqlStatement Add(Exchange exchange) =>
        With(SqlStatement.MustHit("""
            INSERT INTO exchange (id, revision, explicit_request_id, evidence_type, provider, state, attempt, lease_until, due_at, available_at,
                                  error, error_detail, retry_after, copy_id, documents_digest, served_from_copy, delivered_at, return_uri,
                                  return_state, created_at, updated_at)
            VALUES (@id, @revision, @request, @type, @provider, @state, @attempt, @lease, @due, @available,
                    @error, @detail, @retry, @copy, @digest, @served, @delivered, @uri, @returnState, @created, @updated)
            ON CONFLICT DO NOTHING
            """), exchange)
            .With("@request", exchange.ExplicitRequestId)
            .With("@type", exchange.EvidenceType)
            .With("@provider", exchange.Provider)
            .With("@served", exchange.ServedFromCopy)
            .With("@uri", exchange.ReturnUri)
            .With("@returnState", exchange.ReturnState)
            .With("@created", exchange.CreatedAt);

    private static SqlStatement Change(Exchange before, Exchange after) =>
        With(SqlStatement.MustHit("""
            UPDATE exchange SET revision = @revision, state = @state, attempt = @attempt, lease_until = @lease, due_at = @due,
                available_at = @available, error = @error, error_detail = @detail, retry_after = @retry, copy_id = @copy,
                documents_digest = @digest, delivered_at = @delivered, updated_at = @updated,
                preview_location = @location, preview_return = @previewReturn
            WHERE id = @id AND revision = @before
            """), after)
            .With("@before", before.Revision)
            .With("@location", after.PreviewLocation?.OriginalString)
            .With("@previewReturn", after.PreviewReturn?.OriginalString);

    private static Uri? AddressOrNull(string? address) => address is null ? null : new Uri(address);
    private static SqlStatement With(SqlStatement statement, Exchange exchange) =>
        statement
            .With("@id", exchange.Id)
            .With("@revision", exchange.Revision)
            .With("@state", StoredName<ExchangeState>.Of(exchange.State))
            .With("@attempt", exchange.Attempt)
            .With("@lease", exchange.LeaseUntil)
            .With("@due", exchange.DueAt)
            .With("@available", exchange.AvailableAt)
            .With("@error", exchange.Error is { } error ? StoredName<EvidenceErrorCode>.Of(error.Code) : null)
            .With("@detail", exchange.Error?.Detail)
            .With("@retry", exchange.Error?.RetryAfter)
            .With("@copy", exchange.CopyId)
            .With("@digest", exchange.DocumentsDigest)
            .With("@delivered", exchange.DeliveredAt)
            .With("@updated", exchange.UpdatedAt);
}
