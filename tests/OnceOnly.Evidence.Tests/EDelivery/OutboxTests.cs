// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.EDelivery;

/// <summary>Outgoing messages in SQL: kept whole, sent by one instance at a time, forgotten when their time is over.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private const int Segment = 256 * 1024;

    private static readonly PartyId Sweden = new("AP_SE_01", "urn:test:parties");
    private static readonly PartyId Finland = new("AP_FI_01");
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IOutbox Outbox => _world.Get<IOutbox>();

    private DateTimeOffset Now => _world.Clock.GetUtcNow();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(Segment)]
    [InlineData((3 * Segment) + 7)]
    [InlineData(4 * Segment)]
    [InlineData((9 * Segment) + 11)]
    public async Task What_was_stored_is_read_as_it_was_however_it_lay_in_pieces(int size)
    {
        var octets = Octets(size);
        ReadOnlyMemory<byte>[] pieces = [octets.AsMemory(0, size / 3), ReadOnlyMemory<byte>.Empty, octets.AsMemory(size / 3)];

        await Outbox.AddAsync(Message("1", Sweden), new WireMessage("multipart/related", pieces), Cancel);

        await using var stream = await Outbox.OpenReadAsync("1", Cancel);
        stream.Length.ShouldBe(size);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Cancel);
        read.ToArray().AsSpan().SequenceEqual(octets).ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_stored_twice_is_one_message()
    {
        await AddAsync("1", Sweden);
        await Outbox.AddAsync(Message("1", Finland), new WireMessage("other/type", [Octets(6 * Segment)]), Cancel);

        (await Outbox.HasAsync("1", Cancel)).ShouldBeTrue();
        (await Outbox.HasAsync("2", Cancel)).ShouldBeFalse();
        (await TakeAsync(_world)).ShouldHaveSingleItem().Recipient.ShouldBe(Sweden);
        await Outbox.ForgetAsync(Now, Cancel);
        Count("as4_segment").ShouldBe(1);
    }

    [Fact]
    public async Task A_message_is_what_it_was_when_it_is_taken()
    {
        var message = Message("1", Sweden);
        await Outbox.AddAsync(message, new WireMessage(message.ContentType, [Octets(5)]), Cancel);

        var taken = (await TakeAsync(_world)).ShouldHaveSingleItem();

        (taken with { SignedParts = message.SignedParts }).ShouldBe(message);
        taken.SignedParts.ShouldBe(message.SignedParts);
    }

    [Fact]
    public async Task Who_takes_a_message_has_it_until_the_lease_ends_and_longer_while_holding_on()
    {
        await AddAsync("1", Sweden);
        (await TakeAsync(_world)).Count.ShouldBe(1);

        _world.Clock.Advance(Lease / 2);
        (await TakeAsync(_world)).ShouldBeEmpty();
        await Outbox.HoldAsync("1", Now + Lease, Cancel);
        _world.Clock.Advance(Lease - TimeSpan.FromSeconds(1));
        (await TakeAsync(_world)).ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        (await TakeAsync(_world)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_rescheduled_message_comes_at_its_time_with_its_attempts_counted()
    {
        await AddAsync("1", Sweden);
        (await TakeAsync(_world))[0].Attempts.ShouldBe(0);

        await Outbox.RescheduleAsync("1", Now.AddMinutes(5), Cancel);

        (await TakeAsync(_world)).ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromMinutes(5));
        (await TakeAsync(_world)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Recipients_who_have_enough_under_way_are_left_out()
    {
        await AddAsync("1", Sweden);
        await AddAsync("2", Finland);

        (await Outbox.TakeDueAsync(Now, Lease, 8, [Sweden], Cancel)).ShouldHaveSingleItem().Recipient.ShouldBe(Finland);
    }

    [Fact]
    public async Task Of_a_closed_message_the_outcome_stays_and_the_octets_go()
    {
        await AddAsync("1", Sweden, 5 * Segment);
        await TakeAsync(_world);
        (await Outbox.FindOldestAsync(Cancel)).ShouldBe(Now);

        await Outbox.CloseAsync("1", new SendOutcome(true, Now, null, Octets(40)), Cancel);
        await Outbox.CloseAsync("1", new SendOutcome(false, Now, "late", default), Cancel);

        var outcome = (await Outbox.FindOutcomeAsync("1", Cancel)).ShouldNotBeNull();
        outcome.IsAcknowledged.ShouldBeTrue();
        outcome.Receipt.ToArray().ShouldBe(Octets(40));
        _world.Query("SELECT body ->> '$.event' FROM ledger_entry").ShouldBe(["message.receipted"]);
        _world.Query("SELECT body ->> '$.receipt' FROM ledger_entry").ShouldBe([Convert.ToBase64String(SHA256.HashData(Octets(40)))]);
        (await Outbox.FindOldestAsync(Cancel)).ShouldBeNull();
        _world.Clock.Advance(TimeSpan.FromDays(2));
        (await TakeAsync(_world)).ShouldBeEmpty();
        await Outbox.ForgetAsync(Now.AddDays(-3), Cancel);
        Count("as4_segment").ShouldBe(0);
        Count("as4_octets").ShouldBe(0);
    }

    [Fact]
    public async Task Outcomes_are_forgotten_after_their_time_and_open_messages_never()
    {
        await AddAsync("1", Sweden);
        await AddAsync("2", Sweden);
        await Outbox.CloseAsync("1", new SendOutcome(false, Now, "refused", default), Cancel);
        _world.Query("SELECT body ->> '$.message_id' FROM ledger_entry WHERE body ->> '$.event' = 'message.given-up'").ShouldBe(["1"]);

        await Outbox.ForgetAsync(Now, Cancel);
        (await Outbox.HasAsync("1", Cancel)).ShouldBeTrue();
        await Outbox.ForgetAsync(Now.AddSeconds(1), Cancel);

        (await Outbox.HasAsync("1", Cancel)).ShouldBeFalse();
        (await Outbox.HasAsync("2", Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_instances_each_message_is_sent_by_one()
    {
        await using var other = new World(_world);
        await TakeAsync(_world);
        await TakeAsync(other);
        for (var message = 0; message < 40; message++)
        {
            await AddAsync(message.ToString(), Sweden);
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(turn => Task.Run(() => TakeAsync(turn % 2 == 0 ? _world : other), Cancel)));

        taken.SelectMany(messages => messages).Select(message => message.MessageId).ShouldBeUnique();
        taken.Sum(messages => messages.Count).ShouldBe(40);
    }

    [Fact]
    public async Task What_a_dead_instance_was_sending_another_sends()
    {
        await AddAsync("1", Sweden);
        (await TakeAsync(_world)).Count.ShouldBe(1);
        await using var other = new World(_world);

        _world.Clock.Advance(Lease);

        (await TakeAsync(other)).ShouldHaveSingleItem().MessageId.ShouldBe("1");
    }

    private static byte[] Octets(int size) => [.. Enumerable.Range(0, size).Select(index => (byte)(index * 31 / 7))];

    private async Task<IReadOnlyList<OutgoingMessage>> TakeAsync(World world) =>
        await world.Get<IOutbox>().TakeDueAsync(Now, Lease, 8, [], Cancel);

    private Task AddAsync(string id, PartyId recipient, int size = 100) =>
        Outbox.AddAsync(Message(id, recipient), new WireMessage("multipart/related", [Octets(size)]), Cancel);

    private OutgoingMessage Message(string id, PartyId recipient) =>
        new(id, recipient, "multipart/related", [new AcknowledgedPart("#body", "sha256", Octets(32)), new AcknowledgedPart("cid:1", "sha256", Octets(31))], Now);

    private int Count(string table) => int.Parse(_world.Engine.Query($"SELECT count(*) FROM {table}", "state")[0]);
}
