// SPDX-License-Identifier: EUPL-1.2

using Dapper;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Evidence.Tests.Storage;

public sealed class SqliteDatabaseTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onceonly-sqlite-").FullName;
    private readonly SqliteDatabase _database;

    public SqliteDatabaseTests()
    {
        _database = new SqliteDatabase(Path.Combine(_folder, "test.db"), "none");
        _database.WriteAsync(session => session.Execute("CREATE TABLE number (value INTEGER PRIMARY KEY)"), World.Soon).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task units_that_wait_together_are_each_done_or_undone_alone()
    {
        var writes = Enumerable.Range(0, 500).Select(number => _database.WriteAsync(
            session =>
            {
                session.Execute("INSERT INTO number (value) VALUES (@number)", new { number });
                return number % 5 == 0 ? throw new InvalidOperationException("unit " + number) : number;
            },
            World.Soon)).ToArray();
        var failed = 0;
        foreach (var write in writes)
        {
            failed += await write.ContinueWith(done => done.IsFaulted ? 1 : 0, TaskScheduler.Default);
        }

        failed.ShouldBe(100);
        _database.Read(session => session.ExecuteScalar<int>("SELECT count(*) FROM number")).ShouldBe(400);
    }

    [Fact]
    public async Task a_unit_that_says_no_leaves_nothing()
    {
        (await _database.TryWriteAsync(session => session.Execute("INSERT INTO number (value) VALUES (1)") == 2, World.Soon)).ShouldBeFalse();
        (await _database.TryWriteAsync(session => session.Execute("INSERT INTO number (value) VALUES (2)") == 1, World.Soon)).ShouldBeTrue();
        _database.Read(session => session.Query<int>("SELECT value FROM number").ToArray()).ShouldBe([2]);
    }

    [Fact]
    public async Task a_unit_that_breaks_the_transaction_does_not_stop_the_writer()
    {
        await Should.ThrowAsync<Exception>(() => _database.WriteAsync(session => session.Execute("ROLLBACK"), World.Soon));
        (await _database.WriteAsync(session => session.Execute("INSERT INTO number (value) VALUES (3)"), World.Soon)).ShouldBe(1);
    }

    [Fact]
    public async Task after_the_end_nothing_is_taken()
    {
        await _database.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => _database.WriteAsync(_ => 1, World.Soon));
    }

    [Fact]
    public async Task a_file_opened_to_look_at_cannot_be_written()
    {
        await using var looking = SqliteDatabase.OpenReadOnly(Path.Combine(_folder, "test.db"));
        looking.Read(session => session.ExecuteScalar<int>("SELECT count(*) FROM number")).ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => looking.WriteAsync(_ => 1, World.Soon));
        Should.Throw<Microsoft.Data.Sqlite.SqliteException>(() => looking.Read(session => session.Execute("INSERT INTO number (value) VALUES (1)")));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
