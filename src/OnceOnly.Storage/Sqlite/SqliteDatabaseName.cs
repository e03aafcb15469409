// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Sqlite;

/// <summary>Service keys of the registered <see cref="SqliteDatabase"/>s; also their file names and script prefixes.</summary>
public static class SqliteDatabaseName
{
    /// <summary>Everything but the keys of stored evidence.</summary>
    public const string State = "state";

    /// <summary>The keys, so that destroying one leaves nothing readable in the other file.</summary>
    public const string Keys = "keys";
}
