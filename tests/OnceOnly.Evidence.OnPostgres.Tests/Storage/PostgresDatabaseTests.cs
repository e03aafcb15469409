// SPDX-License-Identifier: EUPL-1.2

using Npgsql;
using OnceOnly.Cli;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Postgres;
using OnceOnly.Storage.Sql;
using OnceOnly.Testing.Databases;

namespace OnceOnly.Evidence.Tests.Storage;

/// <summary>What one writer gives SQLite for nothing, held where transactions run side by side.</summary>
public sealed class PostgresDatabaseTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task units_that_lock_in_opposite_order_are_all_done_at_last()
    {
        await using var database = Open();
        await database.TryAsync([Lease("a"), Lease("b")], World.Soon);
        var units = Enumerable.Range(0, 6).Select(number => number % 2 == 0
            ? database.TryAsync([Touch("a"), Touch("b")], World.Soon)
            : database.TryAsync([Touch("b"), Touch("a")], World.Soon));
        (await Task.WhenAll(units)).ShouldAllBe(done => done);
        _world.Query("SELECT lease_until FROM lease WHERE name IN ('a', 'b')").ShouldBe(["6", "6"]);
    }

    [Fact]
    public async Task what_follows_a_miss_need_not_make_sense()
    {
        await using var database = Open();
        var miss = SqlStatement.MustHit("UPDATE lease SET owner = 'x' WHERE name = 'none'");
        (await database.TryAsync([Lease("a"), miss, Lease("a")], World.Soon)).ShouldBeFalse();
        _world.Query("SELECT count(*) FROM lease").ShouldBe(["0"]);
        await Should.ThrowAsync<PostgresException>(() => database.TryAsync([Lease("a"), Lease("a")], World.Soon));
    }

    [Fact]
    public async Task units_that_share_a_transaction_are_each_done_or_undone_alone()
    {
        await using var database = Open();
        await database.ExecuteAsync(Lease("there"), World.Soon);
        var units = Enumerable.Range(0, 400).Select(number => database.TryAsync(
            [
                SqlStatement.MustHitInGroup("SELECT 1 FROM lease WHERE name = @name").With("@name", number % 50 == 3 ? "none" : "there"),

                // Two have the same name.
                SqlStatement.InGroup("INSERT INTO single_use (key, expires_at) VALUES (@key, 0)").With("@key", number == 200 ? "key 201" : $"key {number}"),
            ],
            World.Soon)).ToArray();
        await Task.WhenAll(units).ContinueWith(_ => { }, TaskScheduler.Default);
        units.Count(unit => unit.IsFaulted).ShouldBe(1);
        units.Count(unit => unit.IsCompletedSuccessfully && !unit.Result).ShouldBe(8);
        _world.Query("SELECT count(*) FROM single_use").ShouldBe(["391"]);
    }

    [Fact]
    public async Task many_entries_at_once_need_few_transactions_and_each_is_on_disk()
    {
        var state = _world.Get<IEvidenceState>();
        await state.CommitAsync(new StateChange { Ledger = [new LedgerRecord(null, [1], null)] }, World.Soon);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => state.CommitAsync(
            new StateChange { Ledger = [new LedgerRecord(null, BitConverter.GetBytes(number), null)] }, World.Soon)));
        var writers = _world.Query("SELECT count(DISTINCT xmin::text) FROM onceonly_state.ledger_arrival");
        int.Parse(writers[0], System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(500);
        _world.Query("SELECT count(DISTINCT body) FROM ledger_entry").ShouldBe(["1001"]);
    }

    [Fact]
    public async Task an_entry_that_is_committed_late_is_placed_late_and_once()
    {
        var store = _world.Get<ILedgerStore>();
        await using var slow = new NpgsqlConnection(EngineServer.Current.Server.ConnectionString(Database));
        await slow.OpenAsync(World.Soon);
        await using var transaction = await slow.BeginTransactionAsync(World.Soon);
        await using (var insert = new NpgsqlCommand("INSERT INTO onceonly_state.ledger_arrival (body) VALUES ('late')", slow, transaction))
        {
            await insert.ExecuteNonQueryAsync(World.Soon);
        }

        await _world.Get<IEvidenceState>().CommitAsync(new StateChange { Ledger = [new LedgerRecord(null, "early"u8.ToArray(), null)] }, World.Soon);
        (await store.SequenceAsync(0, 10, World.Soon)).Select(Text).ShouldBe(["early"]);
        await transaction.CommitAsync(World.Soon);
        (await store.SequenceAsync(0, 10, World.Soon)).Select(Text).ShouldBe(["early", "late"]);
    }

    [Fact]
    public async Task sequencers_side_by_side_give_every_entry_one_place()
    {
        var (state, store) = (_world.Get<IEvidenceState>(), _world.Get<ILedgerStore>());
        var writers = Enumerable.Range(0, 200).Select(number => state.CommitAsync(
            new StateChange { Ledger = [new LedgerRecord(null, BitConverter.GetBytes(number), null)] }, World.Soon));
        var sequencers = Enumerable.Range(0, 20).Select(_ => store.SequenceAsync(0, 16, World.Soon).AsTask());
        await Task.WhenAll([.. writers, .. sequencers]);
        var placed = new List<StoredRecord>();
        while (await store.SequenceAsync(placed.Count, 64, World.Soon) is { Count: > 0 } more)
        {
            placed.AddRange(more);
        }

        placed.Select(record => record.Index).ShouldBe(Enumerable.Range(0, 200).Select(index => (long)index));
        placed.Select(record => BitConverter.ToInt32(record.Body)).Order().ShouldBe(Enumerable.Range(0, 200));
    }

    [Fact]
    public async Task of_many_uses_on_two_instances_one_wins()
    {
        await using var other = new World(_world);
        IEvidenceState[] instances = [_world.Get<IEvidenceState>(), other.Get<IEvidenceState>()];
        var change = new StateChange { Ledger = [], Use = new SingleUse("link", _world.Clock.GetUtcNow().AddHours(1)) };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 300).Select(number => instances[number % 2].CommitAsync(change, World.Soon)));
        outcomes.Count(outcome => outcome == CommitOutcome.Committed).ShouldBe(1);
    }

    [Fact]
    public async Task an_explicit_request_is_open_in_the_very_transaction()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        await using var closing = new NpgsqlConnection(EngineServer.Current.Server.ConnectionString(Database));
        await closing.OpenAsync(World.Soon);
        await using var transaction = await closing.BeginTransactionAsync(World.Soon);
        await using (var close = new NpgsqlCommand("UPDATE onceonly_state.explicit_request SET closed_at = 1", closing, transaction))
        {
            await close.ExecuteNonQueryAsync(World.Soon);
        }

        var entry = new StateChange { Ledger = [new LedgerRecord(null, [1], null)], OpenExplicitRequest = given.Id };
        var commit = _world.Get<IEvidenceState>().CommitAsync(entry, World.Soon);
        await World.UntilAsync(() => _world.Query("SELECT count(*) FROM pg_locks WHERE NOT granted")[0] != "0");
        commit.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync(World.Soon);
        (await commit).ShouldBe(CommitOutcome.Conflict);
    }

    [Fact]
    public async Task what_is_acknowledged_is_on_disk_whatever_the_server_prefers()
    {
        await EngineServer.Current.Server.RunAsync($"ALTER DATABASE {Database} SET synchronous_commit = off", World.Soon);
        await using var database = Open();
        (await database.OneAsync(new SqlStatement("SHOW synchronous_commit"), row => row.GetString(0), World.Soon)).ShouldBe("on");
    }

    [Fact]
    public async Task a_ledger_in_a_database_that_is_not_there_is_named()
    {
        await _world.GiveAsync(_world.School, World.Maria, "birth");
        await _world.TurnAsync();
        var file = Path.Combine(_world.Folder, "elsewhere");
        await File.WriteAllTextAsync(file, EngineServer.Current.Server.ConnectionString("nowhere"), World.Soon);
        await using var said = new StringWriter();
        (await CommandLine.RunAsync(["ledger", "verify", "--folder", _world.Folder, "--postgres", file], said, said, _world.Clock, World.Soon)).ShouldBe(1);
        said.ToString().ShouldContain("database \"nowhere\" does not exist");
    }

    [Theory]
    [InlineData("", 30)]
    [InlineData(";MaxPoolSize=3", 3)]
    public async Task no_more_connections_are_opened_than_was_said(string wish, int most)
    {
        await using var database = new PostgresDatabase(EngineServer.Current.Server.ConnectionString(Database) + wish, DatabaseName.State);
        var reads = Enumerable.Range(0, 120).Select(_ => database.OneAsync(
            new SqlStatement("SELECT count(*) FROM pg_stat_activity, pg_sleep(0.02) WHERE application_name = 'onceonly-state' AND datname = current_database()"),
            row => row.GetInt64(0),
            World.Soon).AsTask());
        (await Task.WhenAll(reads)).Max().ShouldBe(most);
    }

    [Fact]
    public async Task a_server_that_is_read_only_or_restarts_is_unavailable_and_then_served_from_again()
    {
        await using var server = await PostgresServer.StartAsync(World.Soon);
        await using var database = new PostgresDatabase(server.ConnectionString(), DatabaseName.State);
        await database.ExecuteAsync(Lease("a"), World.Soon);
        await server.SetReadOnlyAsync(true, World.Soon);
        await World.UntilAsync(async () => await FailsAsync(Lease("b")));
        (await database.OneAsync(new SqlStatement("SELECT count(*) FROM lease"), row => row.GetInt64(0), World.Soon)).ShouldBe(1);
        await server.SetReadOnlyAsync(false, World.Soon);
        await World.UntilAsync(async () => !await FailsAsync(Touch("a")));
        await server.StopAsync(World.Soon);
        (await FailsAsync(Touch("a"))).ShouldBeTrue();
        await server.StartAgainAsync(World.Soon);
        await World.UntilAsync(async () => !await FailsAsync(Touch("a")));

        async Task<bool> FailsAsync(SqlStatement statement)
        {
            try
            {
                return !await database.TryAsync([statement], World.Soon);
            }
            catch (StateUnavailableException)
            {
                return true;
            }
        }
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private string Database => new NpgsqlConnectionStringBuilder(File.ReadAllText(_world.Engine.LedgerOptions[1])).Database!;

    private PostgresDatabase Open() => new(EngineServer.Current.Server.ConnectionString(Database), DatabaseName.State);

    private static string Text(StoredRecord record) => System.Text.Encoding.UTF8.GetString(record.Body);

    private static SqlStatement Lease(string name) => new SqlStatement("INSERT INTO lease (name, owner, lease_until) VALUES (@name, 'o', 0)").With("@name", name);

    private static SqlStatement Touch(string name) => SqlStatement.MustHit("UPDATE lease SET lease_until = lease_until + 1 WHERE name = @name").With("@name", name);
}
