// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OnceOnly.Storage.Sqlite;

/// <summary>
/// One SQLite file in WAL mode. Reads run side by side; writes go through <see cref="SqliteWriter"/>, because SQLite
/// has one writer anyway and a queue lets many small transactions share one flush to disk.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SqliteWriter? _writer;

    /// <param name="file">Path of the file; made when missing.</param>
    /// <param name="scripts">Name prefix of the embedded scripts that make its schema, for example <c>state</c>.</param>
    public SqliteDatabase(string file, string scripts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        var session = Open();
        SqliteSchema.Upgrade(session, scripts);
        _writer = new SqliteWriter(session);
    }

    private SqliteDatabase(string connectionString) => _connectionString = connectionString;

    /// <summary>The file as it is, for programs that only look: nothing is made, upgraded or written.</summary>
    public static SqliteDatabase OpenReadOnly(string file) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());

    /// <summary>Runs a read on a connection of its own; it sees the last committed state.</summary>
    public T Read<T>(Func<SqliteSession, T> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!_readers.TryTake(out var session))
        {
            session = Open();
        }

        try
        {
            return query(session);
        }
        finally
        {
            _readers.Add(session);
        }
    }

    /// <summary>
    /// Runs one unit of work alone and atomically; it is on disk when the task completes. An exception undoes this unit
    /// only. The work must use the connection it is given and must not wait for anything else.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Writer.WriteAsync(work, cancellationToken);

    /// <summary>The same, for work that may find that it must not be done: when it returns false, the unit is undone.</summary>
    public Task<bool> TryWriteAsync(Func<SqliteSession, bool> work, CancellationToken cancellationToken) =>
        Writer.TryWriteAsync(work, cancellationToken);

    /// <summary>Empties the write-ahead log into the file, so that it holds nothing that was deleted.</summary>
    /// <returns>False when a reader or writer was in the way: what was deleted may still be in the log.</returns>
    public bool TryScrub() => Read(session => session.Statement("PRAGMA wal_checkpoint(TRUNCATE)").One(row => row.GetInt64(0))) == 0;

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        while (_readers.TryTake(out var session))
        {
            await session.DisposeAsync();
        }
    }

    private SqliteWriter Writer => _writer ?? throw new InvalidOperationException("The database was opened read-only.");

    private SqliteSession Open()
    {
        var session = new SqliteSession(_connectionString);
        session.Open();
        if (_connectionString.Contains("Mode=ReadOnly", StringComparison.Ordinal))
        {
            return session;
        }

        using var command = session.CreateCommand();

        // FULL: what was acknowledged survives a power cut, not only a killed process. secure_delete: what was erased
        // does not linger in free pages.
        command.CommandText = """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA secure_delete=ON;
            """;
        command.ExecuteNonQuery();
        return session;
    }
}
