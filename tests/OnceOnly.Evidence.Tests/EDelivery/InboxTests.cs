// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.EDelivery;

/// <summary>Incoming messages in SQL: each taken once, whichever instance it comes to, and none lost.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private const int Large = 6 * 256 * 1024;

    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IInbox Inbox => _world.Get<IInbox>();

    private DateTimeOffset Now => _world.Clock.GetUtcNow();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(17)]
    [InlineData(Large + 5)]
    public async Task What_was_stored_is_what_came_although_it_is_decrypted_in_place_meanwhile(int size)
    {
        var octets = Octets(size);
        var message = Message("1");
        await using (var staged = await Inbox.StageAsync(octets, Cancel))
        {
            octets.AsSpan().Clear();
            (await staged.CommitAsync(message, Now, Cancel)).ShouldBe(Commitment.Stored);
        }

        var taken = (await TakeAsync(_world)).ShouldHaveSingleItem();
        taken.ShouldBe(message);
        (await Inbox.ReadAsync(taken, Cancel)).AsSpan().SequenceEqual(Octets(size)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_repetition_is_told_from_another_message_with_its_identifier_before_and_after_delivery()
    {
        (await CommitAsync(_world, Message("1"))).ShouldBe(Commitment.Stored);
        (await CommitAsync(_world, Message("1"))).ShouldBe(Commitment.Repeated);
        (await CommitAsync(_world, Message("1") with { Fingerprint = "other" })).ShouldBe(Commitment.Conflicting);
        await Inbox.CompleteAsync(Message("1"), Now, Cancel);
        (await CommitAsync(_world, Message("1"), Large)).ShouldBe(Commitment.Repeated);
        (await CommitAsync(_world, Message("1") with { Fingerprint = "other" }, Large)).ShouldBe(Commitment.Conflicting);
        (await CommitAsync(_world, Message("1") with { From = new PartyId("AP_FI_01") })).ShouldBe(Commitment.Stored);

        await Inbox.ForgetAsync(Now.AddDays(-1), Cancel);
        Count("as4_octets").ShouldBe(1);
    }

    [Fact]
    public async Task One_message_that_comes_to_two_instances_at_once_is_stored_once()
    {
        await using var other = new World(_world);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(turn =>
            Task.Run(() => CommitAsync(turn % 2 == 0 ? _world : other, Message("1"), turn % 3 == 0 ? Large : 100), Cancel)));

        answers.Count(answer => answer == Commitment.Stored).ShouldBe(1);
        answers.Count(answer => answer == Commitment.Repeated).ShouldBe(11);
    }

    [Fact]
    public async Task A_message_waits_while_somebody_delivers_it_and_comes_again_when_that_one_is_gone()
    {
        await CommitAsync(_world, Message("1"));
        (await TakeAsync(_world)).ShouldBeEmpty();

        await using var other = new World(_world);
        _world.Clock.Advance(Hold - TimeSpan.FromSeconds(1));
        await Inbox.HoldAsync(Message("1"), Now + Hold, Cancel);
        (await TakeAsync(_world)).ShouldBeEmpty();
        _world.Clock.Advance(Hold);

        (await TakeAsync(other)).ShouldHaveSingleItem().MessageId.ShouldBe("1");
        (await TakeAsync(_world)).ShouldBeEmpty();
        await other.Get<IInbox>().ReleaseAsync(Message("1"), Now.AddMinutes(1), Cancel);
        (await TakeAsync(_world)).ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await TakeAsync(_world)).ShouldHaveSingleItem();
        (await Inbox.FindOldestAsync(Cancel)).ShouldNotBeNull();
        await Inbox.CompleteAsync(Message("1"), Now, Cancel);
        (await Inbox.FindOldestAsync(Cancel)).ShouldBeNull();
        _world.Clock.Advance(TimeSpan.FromDays(1));
        (await TakeAsync(_world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Identifiers_are_forgotten_after_their_time_and_what_is_not_delivered_never()
    {
        await CommitAsync(_world, Message("1"), Large);
        await CommitAsync(_world, Message("2"));
        await Inbox.CompleteAsync(Message("1"), Now, Cancel);

        await Inbox.ForgetAsync(Now, Cancel);
        (await CommitAsync(_world, Message("1"))).ShouldBe(Commitment.Repeated);
        await Inbox.ForgetAsync(Now.AddSeconds(1), Cancel);

        (await CommitAsync(_world, Message("2"))).ShouldBe(Commitment.Repeated);
        (await CommitAsync(_world, Message("1"))).ShouldBe(Commitment.Stored);
        Count("as4_segment").ShouldBe(2);
    }

    [Fact]
    public async Task What_a_process_left_half_stored_goes_after_an_hour()
    {
        await Inbox.StageAsync(Octets(Large), Cancel);
        await Inbox.ForgetAsync(Now, Cancel);
        Count("as4_segment").ShouldBe(6);

        _world.Clock.Advance(TimeSpan.FromMinutes(61));
        await Inbox.ForgetAsync(Now.AddDays(-1), Cancel);

        Count("as4_segment").ShouldBe(0);
    }

    private static byte[] Octets(int size) => [.. Enumerable.Range(0, size).Select(index => (byte)(index * 31 / 7))];

    private async Task<Commitment> CommitAsync(World world, IncomingMessage message, int size = 100)
    {
        await using var staged = await world.Get<IInbox>().StageAsync(Octets(size), Cancel);
        return await staged.CommitAsync(message, Now + Hold, Cancel);
    }

    private async Task<IReadOnlyList<IncomingMessage>> TakeAsync(World world) => await world.Get<IInbox>().TakePendingAsync(Now, Hold, 8, Cancel);

    private IncomingMessage Message(string id) => new(id, new PartyId("AP_SE_01", "urn:test:parties"), "multipart/related", Now, "fingerprint");

    private int Count(string table) => int.Parse(_world.Engine.Query($"SELECT count(*) FROM {table}", "state")[0]);
}
