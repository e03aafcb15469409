// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Sqlite;

/// <summary>A unit of work in the writer's queue, and the caller that waits for its result.</summary>
internal sealed class SqliteUnit(IReadOnlyList<SqlStatement> statements)
{
    private readonly TaskCompletionSource<int?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? _rows;
    private Exception? _exception;

    /// <summary>Rows changed by the last statement; null when the unit was undone because one that must hit did not.</summary>
    public Task<int?> Completion => _completion.Task;

    /// <returns>Whether to keep what it wrote.</returns>
    public bool TryRun(SqliteSession session)
    {
        try
        {
            foreach (var statement in statements)
            {
                _rows = session.Run(statement);
                if (statement.HasToHit && _rows != 1)
                {
                    _rows = null;
                    return false;
                }
            }

            _rows ??= 0;
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

    public void Complete()
    {
        if (_exception is null)
        {
            _completion.TrySetResult(_rows);
        }
        else
        {
            _completion.TrySetException(_exception);
        }
    }

    public void Fail(Exception exception) => _completion.TrySetException(_exception ?? exception);
}
