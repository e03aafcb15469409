// SPDX-License-Identifier: EUPL-1.2

using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Sqlite;

/// <summary>
/// Group commit: units of work that wait together become savepoints of one transaction, so that one flush to disk
/// serves them all. None is answered before that flush.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int LargestGroup = 256;

    // Seconds of work. Who comes later is told so rather than left waiting.
    private const int MostWaiting = 8192;

    private readonly SqliteSession _session;
    private readonly Channel<SqliteUnit> _queue = Channel.CreateBounded<SqliteUnit>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Task _loop;

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _loop = Task.Run(RunAsync);
    }

    /// <exception cref="StateUnavailableException">Too many wait already.</exception>
    /// <returns>Rows changed by the last statement; null when the unit was undone because one that must hit did not.</returns>
    public Task<int?> RunAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var unit = new SqliteUnit(statements);
        return _queue.Writer.TryWrite(unit)
            ? unit.Completion
            : Task.FromException<int?>(
                _queue.Reader.Completion.IsCompleted ? new ObjectDisposedException(nameof(SqliteDatabase)) : new StateUnavailableException("Too many changes wait to be written to SQLite."));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<SqliteUnit>(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var unit))
            {
                group.Add(unit);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<SqliteUnit> group)
    {
        try
        {
            _session.Run("BEGIN IMMEDIATE");
            foreach (var unit in group)
            {
                _session.Run("SAVEPOINT unit");
                if (!unit.TryRun(_session))
                {
                    _session.Run("ROLLBACK TO unit");
                }

                _session.Run("RELEASE unit");
            }

            _session.Run("COMMIT");
        }
#pragma warning disable CA1031 // Whatever stopped the group belongs to those who wait for it; the next group may pass.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TryRollback();
            group.ForEach(unit => unit.Fail(exception));
            return;
        }

        group.ForEach(unit => unit.Complete());
    }

    private void TryRollback()
    {
        try
        {
            _session.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself (disk full, I/O error).
        }
    }
}
