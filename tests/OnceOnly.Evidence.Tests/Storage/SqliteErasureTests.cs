// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Data.Sqlite;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Storage;

public sealed class SqliteErasureTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task an_erasure_is_pending_until_nothing_is_left_in_the_write_ahead_log()
    {
        await EraseWithoutEndAsync();

        await _world.TurnAsync();
        _world.Query("SELECT count(*) FROM pending_erasure").ShouldBe(["0"]);
    }

    [Fact]
    public async Task an_erasure_is_not_finished_while_another_moves_copies_away_from_retired_keys()
    {
        await EraseWithoutEndAsync();
        var state = _world.Get<IEvidenceState>();
        var lease = "erasure:" + (await state.FindPendingErasuresAsync(World.Soon)).ShouldHaveSingleItem();
        var now = _world.Clock.GetUtcNow();
        (await state.TryLeaseAsync(lease, "another instance", now, now.AddSeconds(10), World.Soon)).ShouldBeTrue();

        await _world.TurnAsync();
        _world.Query("SELECT count(*) FROM pending_erasure").ShouldBe(["1"]);

        await state.ReleaseLeaseAsync(lease, "another instance", World.Soon);
        await _world.TurnAsync();
        _world.Query("SELECT count(*) FROM pending_erasure").ShouldBe(["0"]);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task EraseWithoutEndAsync()
    {
        await _world.AskAsync(new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "birth")).Id), "birth");
        await using (var reader = new SqliteConnection($"Data Source={Path.Combine(_world.Folder, "keys.db")};Pooling=False"))
        {
            await reader.OpenAsync(World.Soon);
            await using var begun = reader.BeginTransaction(deferred: true);
            await using var look = reader.CreateCommand();
            look.CommandText = "SELECT count(*) FROM wrapped_key";
            await look.ExecuteScalarAsync(World.Soon);
            await _world.MyData.EraseCopiesAsync(World.Maria, World.Soon);
            _world.Query("SELECT count(*) FROM pending_erasure").ShouldBe(["1"]);
        }
    }
}
