// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using OnceOnly.Evidence.State;

namespace OnceOnly.Storage.Evidence;

/// <summary>An exchange with its explicit request and copy, in one read.</summary>
internal static class ServingRow
{
    public const string Select = $"""
        SELECT {ExchangeRow.Columns}, {ExplicitRequestRow.Columns}, {CopyRow.Columns}
        FROM exchange x
        JOIN explicit_request r ON r.id = x.explicit_request_id
        LEFT JOIN evidence_copy c ON c.id = x.copy_id
        """;

    public static ServingState Map(DbDataReader row) => new(
        ExchangeRow.Map(row, 0),
        ExplicitRequestRow.Map(row, ExchangeRow.Count),
        CopyRow.Map(row, ExchangeRow.Count + ExplicitRequestRow.Count));
}
