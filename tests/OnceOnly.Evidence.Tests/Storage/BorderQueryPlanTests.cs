// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Abroad;
using OnceOnly.Evidence.Tests.Serving;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Storage;

/// <summary>Nor does what a message from or to another Member State costs.</summary>
public sealed class BorderQueryPlanTests
{
    // One engine names the table that is swept, the other its alias. Pieces lie there only until the exchange has them.
    private static readonly string[] Waiting = ["oots_piece", "p"];

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, SqlStatement> _statements = new(StringComparer.Ordinal);

    [Fact]
    public async Task no_statement_of_the_requester_s_side_looks_at_all_rows_of_a_table_that_grows()
    {
        await using var border = new Border(add: services => RecordingDatabase.Add(services, DatabaseName.State, _statements));
        var call = await border.GiveAsync();
        var (_, _, second) = await border.LeaveAsync(call, await border.SendAsync(call));
        await border.TakeAsync(second, Border.Response(Border.Read(second), border.World.Clock.GetUtcNow(), "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await border.ReachAsync(call, ExchangeState.Available);
        await border.World.FetchAsync(call, (await border.FindAsync(call)).Id);
        await AgeAsync(border.World);

        ShouldFindByIndex(border.World, "oots_request", "oots_piece");
    }

    [Fact]
    public async Task no_statement_of_the_provider_s_side_looks_at_all_rows_of_a_table_that_grows()
    {
        await using var serving = new ServingWorld(add: services => RecordingDatabase.Add(services, DatabaseName.State, _statements));
        var link = await serving.LinkAsync();
        await serving.OpenAsync(link);
        await serving.HoldAsync(link);
        await serving.DecideAsync(link, "1", "2");
        await serving.AnswerToAsync("second");
        await AgeAsync(serving.World);

        ShouldFindByIndex(serving.World, "served_request", "served_answer");
    }

    [Fact]
    public async Task no_statement_of_the_access_point_looks_at_all_rows_of_a_table_that_grows()
    {
        await using var world = new World(add: services => RecordingDatabase.Add(services, DatabaseName.State, _statements));
        await SendAsync(world, world.Get<IOutbox>());
        await ReceiveAsync(world, world.Get<IInbox>());

        ShouldFindByIndex(world, "as4_outgoing", "as4_incoming", "as4_octets", "as4_segment");
    }

    private static async Task SendAsync(World world, IOutbox outbox)
    {
        var now = world.Clock.GetUtcNow();
        var message = new OutgoingMessage("1", new PartyId("AP_SE_01"), "multipart/related", [new AcknowledgedPart("#body", "sha256", new byte[32])], now);
        await outbox.AddAsync(message, new WireMessage(message.ContentType, [new byte[1_000_000]]), World.Soon);
        await outbox.HasAsync("1", World.Soon);
        await outbox.TakeDueAsync(now, Lease, 8, [], World.Soon);
        await outbox.TakeDueAsync(now, Lease, 8, [new PartyId("AP_FI_01")], World.Soon);
        await outbox.HoldAsync("1", now + Lease, World.Soon);
        await (await outbox.OpenReadAsync("1", World.Soon)).DisposeAsync();
        await outbox.RescheduleAsync("1", now + Lease, World.Soon);
        await outbox.FindOldestAsync(World.Soon);
        await outbox.CloseAsync("1", new SendOutcome(IsAcknowledged: true, now, null, default), World.Soon);
        await outbox.FindOutcomeAsync("1", World.Soon);
        await outbox.ForgetAsync(now + Lease, World.Soon);
    }

    private static async Task ReceiveAsync(World world, IInbox inbox)
    {
        var now = world.Clock.GetUtcNow();
        var message = new IncomingMessage("1", new PartyId("AP_SE_01"), "multipart/related", now, "fingerprint");
        for (var times = 0; times < 2; times++)
        {
            await using var staged = await inbox.StageAsync(new byte[1_000_000], World.Soon);
            await staged.CommitAsync(message, now, World.Soon);
        }

        await inbox.TakePendingAsync(now, Lease, 8, World.Soon);
        await inbox.HoldAsync(message, now + Lease, World.Soon);
        await inbox.ReadAsync(message, World.Soon);
        await inbox.ReleaseAsync(message, now, World.Soon);
        await inbox.FindOldestAsync(World.Soon);
        await inbox.CompleteAsync(message, now, World.Soon);
        await inbox.ForgetAsync(now + Lease, World.Soon);
    }

    private static async Task AgeAsync(World world)
    {
        await world.TurnAsync();
        world.Clock.Advance(TimeSpan.FromDays(500));
        await world.TurnAsync();
        await world.TurnAsync();
    }

    /// <param name="world">Whose database it is.</param>
    /// <param name="tables">All of these were used, so that nothing is judged that never ran.</param>
    private void ShouldFindByIndex(World world, params string[] tables)
    {
        tables.ShouldAllBe(table => _statements.Keys.Any(text => text.Contains(table)));
        var scans = world.Engine.Scans(DatabaseName.State, _statements.Values)
            .Where(scan => !Waiting.Contains(scan.Table) && !QueryPlanTests.Small.Contains(scan.Table))
            .Select(scan => $"{scan.Table}: {scan.Statement}");
        string.Join("\n\n", scans).ShouldBeEmpty();
    }
}
