// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Data.Common;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>Rows of <c>explicit_request</c>.</summary>
internal static partial class ExplicitRequestRow
{
    public const string Columns = """
        r.id, r.revision, r.client_id, r.tenant, r.procedure, r.evidence, r.level_of_assurance, r.subject, r.representative,
        r.person, r.remaining, r.given_at, r.expires_at, r.closed_at
        """;

    public const int Count = 14;

    public static ExplicitRequest Map(DbDataReader row, int first) => new()
    {
        Id = row.GetString(first),
        Revision = row.GetInt64(first + 1),
        ClientId = row.GetString(first + 2),
        Tenant = row.GetString(first + 3),
        Procedure = row.GetString(first + 4),
        Evidence = JsonSerializer.Deserialize(row.GetString(first + 5), EvidenceJson.Default.RequestedEvidenceArray)!,
        LevelOfAssurance = (LevelOfAssurance)row.GetInt32(first + 6),
        Person = new PersonReference(row.GetString(first + 7), row.Text(first + 8)),
        SealedPerson = row.Bytes(first + 9),
        Remaining = row.GetInt32(first + 10),
        GivenAt = row.Time(first + 11),
        ExpiresAt = row.Time(first + 12),
        ClosedAt = row.TimeOrNull(first + 13),
    };

    /// <summary>It must be open, and stays so until the unit is done.</summary>
    public static SqlStatement IsOpen(string id) =>
        SqlStatement.MustHitInGroup("SELECT 1 FROM explicit_request WHERE id = @id AND closed_at IS NULL{share}").With("@id", id);

    public static SqlStatement Write(ExplicitRequest request) => request.Revision == 1 ? Add(request) : Change(request);

    private static SqlStatement Add(ExplicitRequest request) =>
        SqlStatement.MustHit("""
                INSERT INTO explicit_request (id, revision, client_id, tenant, procedure, evidence, level_of_assurance, subject, representative,
                                              person, remaining, given_at, expires_at)
                VALUES (@id, 1, @client, @tenant, @procedure, @evidence, @level, @subject, @representative, @person, @remaining, @given, @expires)
                ON CONFLICT DO NOTHING
                """)
            .With("@id", request.Id)
            .With("@client", request.ClientId)
            .With("@tenant", request.Tenant)
            .With("@procedure", request.Procedure)
            .With("@evidence", JsonSerializer.Serialize([.. request.Evidence], EvidenceJson.Default.RequestedEvidenceArray))
            .With("@level", (int)request.LevelOfAssurance)
            .With("@subject", request.Person.Subject)
            .With("@representative", request.Person.Representative)
            .With("@person", request.SealedPerson)
            .With("@remaining", request.Remaining)
            .With("@given", request.GivenAt)
            .With("@expires", request.ExpiresAt);

    private static SqlStatement Change(ExplicitRequest request) =>
        SqlStatement.MustHit("""
            UPDATE explicit_request SET revision = @revision, person = @person, remaining = @remaining, closed_at = @closed
            WHERE id = @id AND revision = @revision - 1 AND closed_at IS NULL
            """)
            .With("@id", request.Id)
            .With("@revision", request.Revision)
            .With("@person", request.SealedPerson)
            .With("@remaining", request.Remaining)
            .With("@closed", request.ClosedAt);

    /// <summary>Copies kept only for it go with it; nothing may be under way for it any more.</summary>
    public static IEnumerable<SqlStatement> Close(string id)
    {
        yield return SqlStatement.MustHit("""
            SELECT 1 WHERE NOT EXISTS (
                SELECT 1 FROM exchange
                WHERE explicit_request_id = @id AND state NOT IN ('acknowledged', 'declined', 'failed', 'expired'))
            """)
            .With("@id", id);
        yield return new SqlStatement($$"""
            {{CopyRow.Erasing}} WHERE id IN (
                SELECT id FROM evidence_copy
                WHERE explicit_request_id = @id AND state <> 'erased' AND state <> 'reusable' ORDER BY id{lock})
            """)
            .With("@nothing", [])
            .With("@id", id);
    }

    [JsonSerializable(typeof(RequestedEvidence[]))]
    private sealed partial class EvidenceJson : JsonSerializerContext;
}
