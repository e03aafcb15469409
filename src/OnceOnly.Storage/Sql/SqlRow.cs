// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;

namespace OnceOnly.Storage.Sql;

/// <summary>Reads columns in the forms this project stores: times as Unix milliseconds, absent values as NULL.</summary>
internal static class SqlRow
{
    extension(DbDataReader row)
    {
        public string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public byte[]? Bytes(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

        public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

        public DateTimeOffset? TimeOrNull(int column) => row.IsDBNull(column) ? null : row.Time(column);
    }
}
