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

    private readonly SqliteSession _session;
    private readonly Channel<SqliteWrite> _queue = Channel.CreateUnbounded<SqliteWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _loop = Task.Run(RunAsync);
    }

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        EnqueueAsync(new SqliteWrite<T>(work, _ => true), cancellationToken);

    public Task<bool> TryWriteAsync(Func<SqliteSession, bool> work, CancellationToken cancellationToken) =>
        EnqueueAsync(new SqliteWrite<bool>(work, keep => keep), cancellationToken);

    private Task<T> EnqueueAsync<T>(SqliteWrite<T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _queue.Writer.TryWrite(write)
            ? write.Completion
            : Task.FromException<T>(new ObjectDisposedException(nameof(SqliteDatabase)));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<SqliteWrite>(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var write))
            {
                group.Add(write);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<SqliteWrite> group)
    {
        try
        {
            Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                Execute("SAVEPOINT unit");
                if (!write.TryRun(_session))
                {
                    Execute("ROLLBACK TO unit");
                }

                Execute("RELEASE unit");
            }

            Execute("COMMIT");
        }
#pragma warning disable CA1031 // Whatever stopped the group belongs to those who wait for it; the next group may pass.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TryRollback();
            group.ForEach(write => write.Fail(exception));
            return;
        }

        group.ForEach(write => write.Complete());
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

    private void Execute(string sql) => _session.Statement(sql).Execute();
}
