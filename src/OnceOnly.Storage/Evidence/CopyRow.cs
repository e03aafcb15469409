// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Evidence;

/// <summary>Rows of <c>evidence_copy</c>.</summary>
internal static class CopyRow
{
    public const string Columns = """
        c.id, c.state, c.explicit_request_id, c.subject, c.tenant, c.evidence_type, c.provider, c.policy, c.key_id, c.data_key, c.manifest,
        c.copy_key, c.shared_key, c.obtained_at, c.expires_at
        """;

    /// <returns>Null for the empty side of an outer join.</returns>
    public static EvidenceCopy? Map(DbDataReader row, int first) => row.IsDBNull(first) ? null : new()
    {
        Id = row.GetString(first),
        State = StoredName<CopyState>.Parse(row.GetString(first + 1)),
        ExplicitRequestId = row.GetString(first + 2),
        Subject = row.GetString(first + 3),
        Tenant = row.GetString(first + 4),
        EvidenceType = row.GetString(first + 5),
        Provider = row.GetString(first + 6),
        Policy = StoredName<ReusePolicy>.Parse(row.GetString(first + 7)),
        KeyId = row.GetString(first + 8),
        DataKey = row.Bytes(first + 9)!,
        Manifest = row.Bytes(first + 10),
        CopyKey = row.Bytes(first + 11),
        SharedKey = row.Bytes(first + 12),
        ObtainedAt = row.TimeOrNull(first + 13),
        ExpiresAt = row.TimeOrNull(first + 14),
    };

    public static SqlStatement Add(EvidenceCopy copy) =>
        With(new SqlStatement("""
            INSERT INTO evidence_copy (id, state, explicit_request_id, subject, tenant, evidence_type, provider, policy, key_id, data_key,
                                       manifest, copy_key, shared_key, obtained_at, expires_at)
            VALUES (@id, @state, @request, @subject, @tenant, @type, @provider, @policy, @keyId, @dataKey,
                    @manifest, @copyKey, @sharedKey, @obtained, @expires)
            """), copy)
            .With("@request", copy.ExplicitRequestId)
            .With("@subject", copy.Subject)
            .With("@tenant", copy.Tenant)
            .With("@type", copy.EvidenceType)
            .With("@provider", copy.Provider)
            .With("@policy", StoredName<ReusePolicy>.Of(copy.Policy))
            .With("@keyId", copy.KeyId)
            .With("@dataKey", copy.DataKey)
            .With("@copyKey", copy.CopyKey)
            .With("@sharedKey", copy.SharedKey);

    public static SqlStatement Change(EvidenceCopy copy) =>
        With(SqlStatement.MustHit("""
            UPDATE evidence_copy SET state = @state, manifest = @manifest, obtained_at = @obtained, expires_at = @expires
            WHERE id = @id AND state <> 'erased'
            """), copy);

    /// <summary>What was erased meanwhile stays erased.</summary>
    public static SqlStatement Rewrap(EvidenceCopy copy) =>
        new SqlStatement("UPDATE evidence_copy SET key_id = @keyId, data_key = @dataKey WHERE id = @id AND state <> 'erased'")
            .With("@keyId", copy.KeyId)
            .With("@dataKey", copy.DataKey)
            .With("@id", copy.Id);

    /// <summary>Without its data key it cannot be read; what is left of it is swept later.</summary>
    public static SqlStatement Erase(string id) => new SqlStatement($"{Erasing} WHERE id = @id").With("@nothing", []).With("@id", id);

    /// <summary>Begins a statement that erases; it needs <c>@nothing</c>.</summary>
    public const string Erasing = "UPDATE evidence_copy SET state = 'erased', data_key = @nothing, manifest = NULL";

    private static SqlStatement With(SqlStatement statement, EvidenceCopy copy) =>
        statement
            .With("@id", copy.Id)
            .With("@state", StoredName<CopyState>.Of(copy.State))
            .With("@manifest", copy.Manifest)
            .With("@obtained", copy.ObtainedAt)
            .With("@expires", copy.ExpiresAt);
}
