// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Serving;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>Rows of <c>served_answer</c>.</summary>
internal static class ServedAnswerRow
{
    public const string Select =
        "SELECT id, served_request_id, subject, representative, message, copy_id, created_at, lease_until FROM served_answer";

    public static ServedAnswer Map(DbDataReader row) => new()
    {
        Id = Guid.ParseExact(row.GetString(0), "D"),
        ServedRequestId = row.Text(1),
        Person = new PersonReference(row.GetString(2), row.Text(3)),
        SealedMessage = row.Bytes(4)!,
        CopyId = row.Text(5),
        CreatedAt = row.Time(6),
        LeaseUntil = row.Time(7),
    };

    public static SqlStatement Add(ServedAnswer answer) =>
        new SqlStatement("""
            INSERT INTO served_answer (id, served_request_id, subject, representative, message, copy_id, created_at, lease_until)
            VALUES (@id, @request, @subject, @representative, @message, @copy, @created, @lease)
            """)
            .With("@id", answer.Id.ToString("D"))
            .With("@request", answer.ServedRequestId)
            .With("@subject", answer.Person.Subject)
            .With("@representative", answer.Person.Representative)
            .With("@message", answer.SealedMessage)
            .With("@copy", answer.CopyId)
            .With("@created", answer.CreatedAt)
            .With("@lease", answer.LeaseUntil);

    public static SqlStatement Remove(Guid id) =>
        SqlStatement.MustHit("DELETE FROM served_answer WHERE id = @id").With("@id", id.ToString("D"));

    public static SqlStatement Take(ServedAnswer answer, DateTimeOffset until) =>
        SqlStatement.MustHit("UPDATE served_answer SET lease_until = @until WHERE id = @id AND lease_until = @lease")
            .With("@until", until)
            .With("@id", answer.Id.ToString("D"))
            .With("@lease", answer.LeaseUntil);
}
