// SPDX-License-Identifier: EUPL-1.2

using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace OnceOnly.Storage.Sqlite;

/// <summary>
/// Group commit: units of work that wait together become savepoints of one transaction, so that one flush to disk
/// serves them all. None is answered before that flush.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int LargestGroup = 256;

    private readonly SqliteConnection _connection;
    private readonly Channel<Unit> _queue = Channel.CreateUnbounded<Unit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _loop = Task.Run(RunAsync);
    }

    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var unit = new Unit<T>(work);
        return _queue.Writer.TryWrite(unit)
            ? unit.Completion
            : Task.FromException<T>(new ObjectDisposedException(nameof(SqliteDatabase)));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<Unit>(LargestGroup);
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

    private void Commit(List<Unit> group)
    {
        try
        {
            Execute("BEGIN IMMEDIATE");
            foreach (var unit in group)
            {
                Execute("SAVEPOINT unit");
                if (!unit.TryRun(_connection))
                {
                    Execute("ROLLBACK TO unit");
                }

                Execute("RELEASE unit");
            }

            Execute("COMMIT");
        }
        catch (SqliteException exception)
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
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself (disk full, I/O error).
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private abstract class Unit
    {
        public abstract bool TryRun(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Unit<T>(Func<SqliteConnection, T> work) : Unit
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _exception;

        public Task<T> Completion => _completion.Task;

        public override bool TryRun(SqliteConnection connection)
        {
            try
            {
                _result = work(connection);
                return true;
            }
#pragma warning disable CA1031 // Whatever the unit throws is its caller's; the group goes on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _exception = exception;
                return false;
            }
        }

        public override void Complete()
        {
            if (_exception is null)
            {
                _completion.TrySetResult(_result!);
            }
            else
            {
                _completion.TrySetException(_exception);
            }
        }

        public override void Fail(Exception exception) => _completion.TrySetException(exception);
    }
}
