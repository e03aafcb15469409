// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

public sealed class DeliveryTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task the_first_delivery_is_recorded_once_and_later_ones_as_such()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        await _world.FetchAsync(call, exchange.Id);
        await _world.FetchAsync(call, exchange.Id);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _world.FetchAsync(call, exchange.Id)));
        var events = _world.Events();
        events.Count(name => name == "evidence.delivered").ShouldBe(1);
        events.Count(name => name == "evidence.redelivered").ShouldBe(11);
    }

    [Fact]
    public async Task concurrent_first_deliveries_are_recorded_once()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        var deliveries = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _world.Broker.FetchAsync(call, exchange.Id, World.Soon)));
        foreach (var delivery in deliveries)
        {
            await World.BytesAsync(delivery.ShouldSucceed().ReadAsync(delivery.Value!.Documents[0], World.Soon));
        }

        await Task.WhenAll(deliveries.Select(delivery => delivery.ShouldSucceed().CompleteAsync(World.Soon)));
        await deliveries[0].Value!.CompleteAsync(World.Soon);
        _world.Events().Count(name => name == "evidence.delivered").ShouldBe(1);
        _world.Events().Count(name => name == "evidence.fetched").ShouldBe(10);
    }

    [Fact]
    public async Task a_delivery_that_was_not_completed_leaves_the_exchange_available()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        var delivery = (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldSucceed();
        await World.BytesAsync(delivery.ReadAsync(delivery.Documents[0], World.Soon));
        (await _world.Broker.GetAsync(call, exchange.Id, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Available);
        _world.Events()[^1].ShouldBe("evidence.fetched");
    }

    [Fact]
    public async Task a_delivery_that_ends_after_its_request_is_still_recorded_once()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        var first = (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldSucceed();
        var second = (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldSucceed();
        await _world.Requests.WithdrawAsync(call.ExplicitRequestId, World.Maria, World.Soon);
        await first.CompleteAsync(World.Soon);
        await second.CompleteAsync(World.Soon);
        _world.Events().Count(name => name == "evidence.delivered").ShouldBe(1);
        (await _world.Broker.GetAsync(call, exchange.Id, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Expired);
    }

    [Fact]
    public async Task what_is_not_available_cannot_be_fetched()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        var call = new EServiceCall(_world.School, given.Id);
        var asked = await _world.AskAsync(call, "birth");
        (await _world.Broker.FetchAsync(call, asked.Id, World.Soon)).ShouldFail(EvidenceErrorCode.WrongState);
        await _world.OpenAsync(asked, World.Maria);
        (await _world.Broker.FetchAsync(call, asked.Id, World.Soon)).ShouldFail(EvidenceErrorCode.WrongState);
        (await _world.Broker.AcknowledgeAsync(call, asked.Id, [], World.Soon)).ShouldFail(EvidenceErrorCode.WrongState);
        (await _world.Broker.FetchAsync(call, "unknown", World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
    }

    [Fact]
    public async Task a_withdrawn_request_delivers_no_more()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        await _world.Requests.WithdrawAsync(call.ExplicitRequestId, World.Maria, World.Soon);
        (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldFail(EvidenceErrorCode.ExplicitRequestClosed);
        _world.Query("SELECT length(data_key) FROM evidence_copy").ShouldBe(["0"]);
    }

    [Fact]
    public async Task an_e_service_that_lost_its_registration_is_served_no_more()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        _world.Registers.Services.Remove("school");
        (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldFail(EvidenceErrorCode.NotAllowed);
    }

    [Fact]
    public async Task only_the_right_digests_acknowledge()
    {
        var (call, exchange) = await AvailableAsync("birth-direct", "first"u8.ToArray(), "second"u8.ToArray());
        var documents = await _world.FetchAsync(call, exchange.Id);
        ReadOnlyMemory<byte> first = SHA256.HashData(documents[0]), second = SHA256.HashData(documents[1]);
        ReadOnlyMemory<byte>[][] wrong = [[], [first], [second, first], [first, second, second], [first, first], [first[..31], second], [new byte[64]]];
        foreach (var digests in wrong)
        {
            (await _world.Broker.AcknowledgeAsync(call, exchange.Id, digests, World.Soon)).ShouldFail(EvidenceErrorCode.DigestMismatch);
        }

        (await _world.Broker.AcknowledgeAsync(call, exchange.Id, [first, second], World.Soon)).ShouldSucceed();
    }

    [Fact]
    public async Task acknowledging_again_changes_nothing()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        var documents = await _world.FetchAsync(call, exchange.Id);
        await _world.AcknowledgeAsync(call, exchange.Id, documents);
        var events = _world.Events();
        (await _world.AcknowledgeAsync(call, exchange.Id, documents)).State.ShouldBe(ExchangeState.Acknowledged);
        (await _world.Broker.AcknowledgeAsync(call, exchange.Id, [new byte[32]], World.Soon)).ShouldFail(EvidenceErrorCode.DigestMismatch);
        _world.Events().ShouldBe(events);
        (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldFail(EvidenceErrorCode.ExplicitRequestClosed);
    }

    [Fact]
    public async Task the_right_digests_prove_a_delivery_whose_record_was_lost()
    {
        var (call, exchange) = await AvailableAsync("birth-direct");
        var delivery = (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldSucceed();
        var document = await World.BytesAsync(delivery.ReadAsync(delivery.Documents[0], World.Soon));
        (await _world.AcknowledgeAsync(call, exchange.Id, [document])).State.ShouldBe(ExchangeState.Acknowledged);
        await delivery.CompleteAsync(World.Soon);
        _world.Events().Count(name => name == "evidence.delivered").ShouldBe(1);
    }

    [Fact]
    public async Task two_pieces_of_evidence_settled_at_the_same_time_close_their_request()
    {
        for (var round = 0; round < 5; round++)
        {
            var given = await _world.GiveAsync(_world.School, World.Maria, "birth-direct", "tax");
            var call = new EServiceCall(_world.School, given.Id);
            var birth = await _world.AskAsync(call, "birth-direct");
            var tax = await _world.AcceptedAsync(call, World.Maria, "tax");
            byte[][] documents = [await Single(call, birth.Id), await Single(call, tax.Id)];
            await Task.WhenAll(
                Task.Run(() => _world.AcknowledgeAsync(call, birth.Id, [documents[0]])),
                Task.Run(() => _world.AcknowledgeAsync(call, tax.Id, [documents[1]])));
            (await _world.Requests.FindAsync(given.Id, World.Soon))!.IsOpen.ShouldBeFalse();
        }

        _world.Events().Count(name => name == "explicit-request.closed").ShouldBe(5);
    }

    [Fact]
    public async Task evidence_nobody_acknowledges_expires_with_its_request()
    {
        using var counters = new CounterProbe();
        var (call, exchange) = await AvailableAsync("birth-direct");
        await _world.FetchAsync(call, exchange.Id);
        _world.Clock.Advance(TimeSpan.FromHours(24));
        await _world.TurnAsync();
        (await _world.Broker.GetAsync(call, exchange.Id, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Expired);

        // It was delivered: the citizen need not supply it.
        counters["onceonly.citizen.supplied"].ShouldBe(0);
        counters["onceonly.exchange.ended"].ShouldBe(1);
    }

    [Fact]
    public async Task an_altered_copy_is_never_delivered()
    {
        var (call, exchange) = await AvailableAsync("birth-direct", new byte[200_000]);
        _world.Query("UPDATE evidence_segment SET data = (SELECT data FROM evidence_segment WHERE segment = 0) WHERE segment = 1");
        var delivery = (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldSucceed();
        await Should.ThrowAsync<CryptographicException>(() => World.BytesAsync(delivery.ReadAsync(delivery.Documents[0], World.Soon)));

        _world.Query("UPDATE evidence_copy SET manifest = zeroblob(length(manifest))");
        (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldFail(EvidenceErrorCode.Internal);
        (await _world.Broker.GetAsync(call, exchange.Id, World.Soon)).ShouldSucceed().Documents.ShouldBeEmpty();
        _world.Logs.Lines.ShouldContain(line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_copy_that_lost_its_end_is_noticed()
    {
        var (call, exchange) = await AvailableAsync("birth-direct", new byte[200_000]);
        _world.Query("DELETE FROM evidence_segment WHERE segment = 3");
        var delivery = (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldSucceed();
        await Should.ThrowAsync<CryptographicException>(() => World.BytesAsync(delivery.ReadAsync(delivery.Documents[0], World.Soon)));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<byte[]> Single(EServiceCall call, string exchangeId) => (await _world.FetchAsync(call, exchangeId)).ShouldHaveSingleItem();

    private async Task<(EServiceCall Call, ExchangeView Exchange)> AvailableAsync(string type, params byte[][] documents)
    {
        if (documents.Length > 0)
        {
            _world.Provider.Answer = FakeProvider.ProvideAsync(documents);
        }

        var given = await _world.GiveAsync(_world.School, World.Maria, type);
        var call = new EServiceCall(_world.School, given.Id);
        var exchange = await _world.AskAsync(call, type);
        exchange.State.ShouldBe(ExchangeState.Available);
        return (call, exchange);
    }
}
