// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Text.Json;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Serving;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>Rows of <c>served_request</c>.</summary>
internal static class ServedRequestRow
{
    public const string Select = """
        SELECT id, revision, state, service, procedure, party, requester, requester_names, requester_country, correlation, level_of_assurance,
               subject, representative, person, message, link_digest, awaited, return_uri, attempt, lease_until, due_at, decide_by, copy_id,
               outcome, created_at, updated_at, returns_by_link
        FROM served_request
        """;

    public static ServedRequest Map(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Revision = row.GetInt64(1),
        State = StoredName<ServedRequestState>.Parse(row.GetString(2)),
        Service = row.GetString(3),
        Procedure = row.GetString(4),
        Party = row.GetString(5),
        Requester = row.GetString(6),
        RequesterNames = new LocalizedTexts(JsonSerializer.Deserialize(row.GetString(7), ServedJson.Default.DictionaryStringString)!),
        RequesterCountry = row.GetString(8),
        Correlation = row.GetString(9),
        LevelOfAssurance = (LevelOfAssurance)row.GetInt32(10),
        Person = new PersonReference(row.GetString(11), row.Text(12)),
        SealedPerson = row.Bytes(13),
        SealedMessage = row.Bytes(14),
        LinkDigest = row.Bytes(15),
        IsAwaited = row.GetBoolean(16),
        ReturnUri = row.Text(17),
        Attempt = row.GetInt32(18),
        LeaseUntil = row.TimeOrNull(19),
        DueAt = row.TimeOrNull(20),
        DecideBy = row.Time(21),
        CopyId = row.Text(22),
        Outcome = row.Text(23) is { } outcome ? JsonSerializer.Deserialize(outcome, ServedJson.Default.ServedOutcome) : null,
        CreatedAt = row.Time(24),
        UpdatedAt = row.Time(25),
        ReturnsByLink = row.GetBoolean(26),
    };

    public static SqlStatement Write(ServedStep step) => step.Before is null ? Add(step.After) : Change(step.Before, step.After);

    private static SqlStatement Add(ServedRequest served) =>
        With(SqlStatement.MustHit("""
            INSERT INTO served_request (id, revision, state, service, procedure, party, requester, requester_names, requester_country, correlation,
                                        level_of_assurance, subject, representative, person, message, link_digest, awaited, return_uri, attempt,
                                        lease_until, due_at, decide_by, copy_id, outcome, created_at, updated_at, returns_by_link)
            VALUES (@id, @revision, @state, @service, @procedure, @party, @requester, @names, @country, @correlation,
                    @level, @subject, @representative, @person, @message, @link, @awaited, @uri, @attempt,
                    @lease, @due, @decide, @copy, @outcome, @created, @updated, @byLink)
            ON CONFLICT DO NOTHING
            """), served)
            .With("@service", served.Service)
            .With("@procedure", served.Procedure)
            .With("@party", served.Party)
            .With("@requester", served.Requester)
            .With("@names", JsonSerializer.Serialize(new Dictionary<string, string>(served.RequesterNames.ByLanguage, StringComparer.Ordinal), ServedJson.Default.DictionaryStringString))
            .With("@country", served.RequesterCountry)
            .With("@correlation", served.Correlation)
            .With("@level", (int)served.LevelOfAssurance)
            .With("@link", served.LinkDigest)
            .With("@byLink", served.ReturnsByLink)
            .With("@created", served.CreatedAt);

    private static SqlStatement Change(ServedRequest before, ServedRequest after) =>
        With(SqlStatement.MustHit("""
            UPDATE served_request SET revision = @revision, state = @state, subject = @subject, representative = @representative,
                person = @person, message = @message, awaited = @awaited, return_uri = @uri, attempt = @attempt, lease_until = @lease,
                due_at = @due, decide_by = @decide, copy_id = @copy, outcome = @outcome, updated_at = @updated
            WHERE id = @id AND revision = @before
            """), after)
            .With("@before", before.Revision);

    private static SqlStatement With(SqlStatement statement, ServedRequest served) =>
        statement
            .With("@id", served.Id)
            .With("@revision", served.Revision)
            .With("@state", StoredName<ServedRequestState>.Of(served.State))
            .With("@subject", served.Person.Subject)
            .With("@representative", served.Person.Representative)
            .With("@person", served.SealedPerson)
            .With("@message", served.SealedMessage)
            .With("@awaited", served.IsAwaited)
            .With("@uri", served.ReturnUri)
            .With("@attempt", served.Attempt)
            .With("@lease", served.LeaseUntil)
            .With("@due", served.DueAt)
            .With("@decide", served.DecideBy)
            .With("@copy", served.CopyId)
            .With("@outcome", served.Outcome is { } outcome ? JsonSerializer.Serialize(outcome, ServedJson.Default.ServedOutcome) : null)
            .With("@updated", served.UpdatedAt);
}
