// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Sqlite;

/// <summary>Where the state of a single gateway lives (<c>Storage:Sqlite</c>): the databases are in the folder too.</summary>
public sealed class SqliteOptions : StateFilesOptions;
