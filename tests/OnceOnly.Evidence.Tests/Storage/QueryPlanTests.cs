// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Identity.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Storage;

/// <summary>What a step costs does not grow with what is stored: every statement finds its rows by an index.</summary>
public sealed class QueryPlanTests
{
    // Of one row, or of one for each instance, task, alias or person who is being erased just now.
    internal static readonly string[] Small = ["ledger_tree", "ledger_arrival", "pending_erasure", "lease", "json_each"];

    [Fact]
    public async Task no_statement_looks_at_all_rows_of_a_table_that_grows()
    {
        var (state, keys) = (new ConcurrentDictionary<string, SqlStatement>(StringComparer.Ordinal), new ConcurrentDictionary<string, SqlStatement>(StringComparer.Ordinal));
        await using var world = new World(add: services =>
        {
            RecordingDatabase.Add(services, DatabaseName.State, state);
            RecordingDatabase.Add(services, DatabaseName.Keys, keys);
        });

        // What happens once, at start, stops at the first row.
        world.Get<IMasterKey>();
        keys.Clear();
        await LiveAsync(world);
        state.Count.ShouldBeGreaterThan(50);
        var scans = world.Engine.Scans(DatabaseName.State, state.Values).Concat(world.Engine.Scans(DatabaseName.Keys, keys.Values))
            .Where(scan => !Small.Contains(scan.Table))
            .Select(scan => $"{scan.Table}: {scan.Statement}");
        string.Join("\n\n", scans).ShouldBeEmpty();
    }

    /// <summary>All that happens to evidence, as far as it needs statements of its own.</summary>
    private static async Task LiveAsync(World world)
    {
        var call = new EServiceCall(world.School, (await world.GiveAsync(world.School, World.Maria, "residence")).Id);
        var exchange = await world.AcceptedAsync(call, World.Maria, "residence");
        await world.AcknowledgeAsync(call, exchange.Id, await world.FetchAsync(call, exchange.Id));
        var again = new EServiceCall(world.Library, (await world.GiveAsync(world.Library, World.Maria, "residence")).Id);
        await world.AskAsync(again, "residence");
        await world.TurnAsync();
        await world.MyData.ReadAsync(World.Maria, 0, 10, World.Soon);
        await world.MyData.FindCopiesAsync(World.Maria, World.Soon);
        await world.MyData.EraseCopiesAsync(World.Maria, World.Soon);
        var other = await world.GiveAsync(world.School, World.Nikos, "birth");
        await world.AskAsync(new EServiceCall(world.School, other.Id), "birth");
        await world.Requests.WithdrawAsync(other.Id, World.Nikos, World.Soon);
        await world.TurnAsync();
        await world.EndAsync();
        await UseProtocolStateAsync(world);
        world.Clock.Advance(TimeSpan.FromDays(500));
        await world.TurnAsync();
        await world.TurnAsync();
    }

    private static async Task UseProtocolStateAsync(World world)
    {
        var store = world.Get<IProtocolStore>();
        var item = new ProtocolItem("kind", "key", "family", new byte[] { 1 }, world.Clock.GetUtcNow().AddHours(1));
        await store.TryAddAsync(item, World.Soon);
        await store.FindAsync("kind", "key", World.Soon);
        await store.TryReplaceAsync(item, World.Soon);
        await store.ConsumeAsync("kind", "key", World.Soon);
        await store.RemoveAsync("kind", "key", World.Soon);
        await store.RemoveFamilyAsync("family", World.Soon);
        await store.RemoveExpiredAsync(10, World.Soon);
    }
}
