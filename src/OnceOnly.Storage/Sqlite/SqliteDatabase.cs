// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Sqlite;

/// <summary>
/// One SQLite file in WAL mode. Reads run side by side; writes go through <see cref="SqliteWriter"/>, because SQLite
/// has one writer anyway and a queue lets many small transactions share one flush to disk.
/// </summary>
public sealed class SqliteDatabase : ISqlDatabase
{
    private readonly string _connectionString;
    private readonly bool _isReadOnly;
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

    private SqliteDatabase(string file)
    {
        _isReadOnly = true;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString();
    }

    public bool IsShared => false;

    /// <summary>The file as it is, for programs that only look: nothing is made, upgraded or written.</summary>
    public static SqliteDatabase OpenReadOnly(string file) => new(file);

    public ValueTask<T?> OneAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        Read(session => session.One(query, map), cancellationToken);

    public ValueTask<List<T>> AllAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        Read(session => session.All(query, map), cancellationToken);

    public async Task<int> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken) =>
        await WriteAsync([statement], cancellationToken) ?? 0;

    public async Task<bool> TryAsync(IReadOnlyList<SqlStatement> unit, CancellationToken cancellationToken) =>
        await WriteAsync(unit, cancellationToken) is not null;

    /// <summary>Empties the write-ahead log into the file, so that it holds nothing that was deleted.</summary>
    public async ValueTask<bool> TryScrubAsync(CancellationToken cancellationToken) =>
        await OneAsync(new SqlStatement("PRAGMA wal_checkpoint(TRUNCATE)"), row => row.GetInt64(0), cancellationToken) == 0;

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

    private async Task<int?> WriteAsync(IReadOnlyList<SqlStatement> unit, CancellationToken cancellationToken)
    {
        try
        {
            return await Writer.RunAsync(unit, cancellationToken);
        }
        catch (SqliteException exception) when (IsTransient(exception))
        {
            throw new StateUnavailableException($"SQLite cannot write now ({exception.SqliteErrorCode}).", exception);
        }
    }

    /// <summary>Busy, locked, read-only, I/O error, full, cannot be opened.</summary>
    private static bool IsTransient(SqliteException exception) => exception.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14;

    private ValueTask<T> Read<T>(Func<SqliteSession, T> query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_readers.TryTake(out var session))
        {
            session = Open();
        }

        try
        {
            return new(query(session));
        }
        finally
        {
            _readers.Add(session);
        }
    }

    private SqliteSession Open()
    {
        var session = new SqliteSession(_connectionString);
        session.Open();
        if (!_isReadOnly)
        {
            // FULL: what was acknowledged survives a power cut, not only a killed process. secure_delete: what was erased
            // does not linger in free pages.
            session.Run("""
                PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA secure_delete=ON;
                """);
        }

        return session;
    }
}
