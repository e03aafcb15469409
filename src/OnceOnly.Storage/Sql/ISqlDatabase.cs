// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;

namespace OnceOnly.Storage.Sql;

/// <summary>
/// A database, whichever engine runs it. Units of work are lists of statements, not code: an engine may group them, send
/// them together and repeat them.
/// </summary>
public interface ISqlDatabase : IAsyncDisposable
{
    /// <summary>Whether several instances write to it side by side.</summary>
    bool IsShared { get; }

    /// <summary>The first row of what was last committed; null when there is none.</summary>
    ValueTask<T?> OneAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken);

    ValueTask<List<T>> AllAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken);

    /// <summary>Runs one statement; what it did is on disk when the task completes.</summary>
    /// <returns>Number of rows changed.</returns>
    Task<int> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken);

    /// <summary>Runs all of them in their order, atomically; on disk when the task completes.</summary>
    /// <returns>False when one that must hit did not; then nothing was done.</returns>
    Task<bool> TryAsync(IReadOnlyList<SqlStatement> unit, CancellationToken cancellationToken);

    /// <summary>Clears away what deleted rows have left behind.</summary>
    /// <returns>False when somebody was in the way: something may be left.</returns>
    ValueTask<bool> TryScrubAsync(CancellationToken cancellationToken);
}
