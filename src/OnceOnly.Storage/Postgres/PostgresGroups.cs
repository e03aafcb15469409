// SPDX-License-Identifier: EUPL-1.2

using System.Threading.Channels;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Postgres;

/// <summary>
/// Group commit: units that may be grouped and that wait while others are being committed share one transaction, one round
/// trip and one flush to disk. None is answered before that flush. Where one of them misses, each is run by itself.
/// </summary>
/// <param name="commit">Runs statements as one transaction; says whether all that must hit did.</param>
internal sealed class PostgresGroups(Func<IReadOnlyList<SqlStatement>, Task<bool>> commit) : IAsyncDisposable
{
    private const int LargestGroup = 128;
    private const int MostWaiting = 8192;

    // While one group is on its way to the disk the next ones are on their way to the server.
    private const int Committers = 3;

    private readonly Channel<Unit> _queue = Channel.CreateBounded<Unit>(MostWaiting);
    private readonly Lock _starting = new();
    private Task[]? _committers;

    /// <exception cref="StateUnavailableException">Too many wait already, or the server is away.</exception>
    public Task<bool> RunAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Start();
        var unit = new Unit(statements);
        return _queue.Writer.TryWrite(unit)
            ? unit.Completion.Task
            : Task.FromException<bool>(new StateUnavailableException("Too many changes wait to be written to PostgreSQL."));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_committers ?? []);
    }

    private void Start()
    {
        if (Volatile.Read(ref _committers) is null)
        {
            lock (_starting)
            {
                _committers ??= [.. Enumerable.Range(0, Committers).Select(_ => Task.Run(CommitAsync))];
            }
        }
    }

    private async Task CommitAsync()
    {
        var group = new List<Unit>(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var unit))
            {
                group.Add(unit);
            }

            if (group.Count > 0 && !await TryTogetherAsync(group))
            {
                foreach (var unit in group)
                {
                    await RunAsync(unit);
                }
            }

            group.Clear();
        }
    }

    /// <returns>False when nothing was done and each has to be run by itself.</returns>
    private async Task<bool> TryTogetherAsync(List<Unit> group)
    {
        try
        {
            if (group.Count == 1 || !await commit([.. group.SelectMany(unit => unit.Statements)]))
            {
                return false;
            }

            group.ForEach(unit => unit.Completion.TrySetResult(true));
            return true;
        }
        catch (StateUnavailableException exception)
        {
            // Whether it was committed may not be known: nobody may run it again but who asked for it.
            group.ForEach(unit => unit.Completion.TrySetException(exception));
            return true;
        }
#pragma warning disable CA1031 // One of them is to blame, and gets it when it runs by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task RunAsync(Unit unit)
    {
        try
        {
            unit.Completion.TrySetResult(await commit(unit.Statements));
        }
#pragma warning disable CA1031 // Whatever it throws is its caller's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            unit.Completion.TrySetException(exception);
        }
    }

    private sealed record Unit(IReadOnlyList<SqlStatement> Statements)
    {
        public TaskCompletionSource<bool> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
