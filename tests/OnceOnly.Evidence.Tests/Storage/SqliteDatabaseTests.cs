// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Data.Sqlite;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Sql;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Evidence.Tests.Storage;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onceonly-sqlite-").FullName;
    private readonly SqliteDatabase _database;

    public SqliteDatabaseTests() => _database = new SqliteDatabase(Path.Combine(_folder, "test.db"), "none");

    public async ValueTask InitializeAsync() =>
        await _database.ExecuteAsync(new SqlStatement("CREATE TABLE number (value INTEGER PRIMARY KEY CHECK (value >= 0))"), World.Soon);

    [Fact]
    public async Task units_that_wait_together_are_each_done_or_undone_alone()
    {
        var writes = Enumerable.Range(0, 500)
            .Select(number => _database.TryAsync([Insert(number + 1000), Insert(number % 5 == 0 ? -number - 1 : number)], World.Soon))
            .ToArray();
        var failed = 0;
        foreach (var write in writes)
        {
            failed += await write.ContinueWith(done => done.IsFaulted ? 1 : 0, TaskScheduler.Default);
        }

        failed.ShouldBe(100);
        (await CountAsync(_database)).ShouldBe(800);
    }

    [Fact]
    public async Task a_unit_in_which_something_does_not_hit_leaves_nothing()
    {
        var miss = SqlStatement.MustHit("UPDATE number SET value = 3 WHERE value = 2");
        (await _database.TryAsync([Insert(1), miss], World.Soon)).ShouldBeFalse();
        (await CountAsync(_database)).ShouldBe(0);
        (await _database.TryAsync([Insert(2), miss], World.Soon)).ShouldBeTrue();
        (await CountAsync(_database)).ShouldBe(1);
    }

    [Fact]
    public async Task a_query_that_must_find_counts_what_it_finds()
    {
        var find = SqlStatement.MustHit("SELECT value FROM number");
        (await _database.TryAsync([find], World.Soon)).ShouldBeFalse();
        (await _database.TryAsync([Insert(1), find], World.Soon)).ShouldBeTrue();
        (await _database.TryAsync([Insert(2), find], World.Soon)).ShouldBeFalse();
    }

    [Fact]
    public async Task a_unit_that_breaks_the_transaction_does_not_stop_the_writer()
    {
        await Should.ThrowAsync<Exception>(() => _database.ExecuteAsync(new SqlStatement("ROLLBACK"), World.Soon));
        (await _database.ExecuteAsync(Insert(3), World.Soon)).ShouldBe(1);
    }

    [Fact]
    public async Task when_too_many_wait_who_comes_later_is_told_so_and_the_others_get_their_turn()
    {
        await using var busy = new SqliteConnection($"Data Source={Path.Combine(_folder, "test.db")};Pooling=False");
        await busy.OpenAsync(World.Soon);
        Run("BEGIN IMMEDIATE");
        var writes = Enumerable.Range(0, 10_000).Select(number => _database.ExecuteAsync(Insert(number), World.Soon)).ToArray();
        var refused = writes.Where(write => write.IsFaulted).ToArray();
        refused.Length.ShouldBeInRange(1, 2000);
        refused.ShouldAllBe(write => write.Exception!.InnerException is StateUnavailableException);
        Run("COMMIT");
        await Task.WhenAll(writes.Except(refused));
        (await CountAsync(_database)).ShouldBe(writes.Length - refused.Length);

        void Run(string sql)
        {
            using var command = busy.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public async Task after_the_end_nothing_is_taken()
    {
        await _database.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => _database.ExecuteAsync(Insert(1), World.Soon));
    }

    [Fact]
    public async Task a_file_opened_to_look_at_cannot_be_written()
    {
        await using var looking = SqliteDatabase.OpenReadOnly(Path.Combine(_folder, "test.db"));
        (await CountAsync(looking)).ShouldBe(0);
        await Should.ThrowAsync<InvalidOperationException>(() => looking.ExecuteAsync(Insert(1), World.Soon));
        await Should.ThrowAsync<SqliteException>(async () => await looking.OneAsync(Insert(1), row => 1, World.Soon));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static SqlStatement Insert(long value) => new SqlStatement("INSERT INTO number (value) VALUES (@value)").With("@value", value);

    private static ValueTask<long> CountAsync(SqliteDatabase database) =>
        database.OneAsync(new SqlStatement("SELECT count(*) FROM number"), row => row.GetInt64(0), World.Soon);
}
