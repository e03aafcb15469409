// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Sqlite;

/// <summary>One unit of work in the writer's queue.</summary>
internal abstract class SqliteWrite
{
    /// <returns>Whether to keep what it wrote.</returns>
    public abstract bool TryRun(SqliteSession session);

    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

/// <summary>A unit of work and the caller that waits for its result.</summary>
internal sealed class SqliteWrite<T>(Func<SqliteSession, T> work, Func<T, bool> keep) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _exception;

    public Task<T> Completion => _completion.Task;

    public override bool TryRun(SqliteSession session)
    {
        try
        {
            _result = work(session);
            return keep(_result);
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

    public override void Fail(Exception exception) => _completion.TrySetException(_exception ?? exception);
}
