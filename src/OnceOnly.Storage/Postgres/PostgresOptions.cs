// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Postgres;

/// <summary>Where the state of any number of gateways lives (<c>Storage:Postgres</c>).</summary>
public sealed class PostgresOptions : StateFilesOptions
{
    /// <summary>How to reach the server, in Npgsql's words; or <see cref="ConnectionStringFile"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>File that holds the connection string, because there is a password in it.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>Where the keys are, when not in the same database.</summary>
    public string? KeysConnectionString { get; set; }

    public string? KeysConnectionStringFile { get; set; }

    internal string State => ConnectionString ?? Read(ConnectionStringFile!);

    internal string Keys => KeysConnectionString ?? (KeysConnectionStringFile is { } file ? Read(file) : State);

    private static string Read(string file) => File.ReadAllText(file).Trim();
}
