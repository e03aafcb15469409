// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Testing.Programs;
using Xunit;

namespace OnceOnly.Testing.Databases;

/// <summary>One PostgreSQL for many tests; each takes a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;
    private int _databases;

    /// <summary>The server; the test is skipped where PostgreSQL is not installed.</summary>
    public PostgresServer Server
    {
        get
        {
            Counterpart.Require(_server is not null, "PostgreSQL (postgresql)");
            return _server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsHere)
        {
            _server = await PostgresServer.StartAsync(CancellationToken.None);
        }
    }

    /// <returns>Connection string of a new, empty database.</returns>
    public Task<string> NewDatabaseAsync(CancellationToken cancellationToken) =>
        Server.CreateDatabaseAsync($"test_{Interlocked.Increment(ref _databases)}", cancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
