// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

/// <summary>What becomes of each kind of answer.</summary>
public sealed class AskTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task what_will_never_work_closes_the_request()
    {
        using var counters = new CounterProbe();
        var call = await CallAsync("birth");
        _world.Provider.Answer = Fail(EvidenceErrorCode.EvidenceNotFound);
        var failed = await _world.AskAsync(call, "birth");
        failed.State.ShouldBe(ExchangeState.Failed);
        failed.Error.ShouldNotBeNull().Code.ShouldBe(EvidenceErrorCode.EvidenceNotFound);
        counters["onceonly.citizen.supplied"].ShouldBe(1);
        counters["onceonly.exchange.ended"].ShouldBe(1);

        (await _world.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon)).ShouldFail(EvidenceErrorCode.ExplicitRequestClosed);
        (await _world.Broker.GetAsync(call, failed.Id, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Failed);
        _world.Events().ShouldBe(["explicit-request.given", "evidence.asked", "exchange.failed", "explicit-request.closed"]);
        _world.Query("SELECT count(*) FROM explicit_request WHERE person IS NOT NULL").ShouldBe(["0"]);
    }

    [Fact]
    public async Task what_a_registry_says_is_kept_whatever_characters_are_in_it()
    {
        var call = await CallAsync("birth");
        _world.Provider.Answer = FakeProvider.Always(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound, "a\0b")));
        var failed = await _world.AskAsync(call, "birth");
        failed.State.ShouldBe(ExchangeState.Failed);
        (await _world.Broker.GetAsync(call, failed.Id, World.Soon)).ShouldSucceed().Error.ShouldNotBeNull().Code.ShouldBe(EvidenceErrorCode.EvidenceNotFound);
        (await _world.Broker.GetAsync(call, failed.Id + "\0", World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
    }

    [Fact]
    public async Task what_may_work_later_is_asked_again_later_and_the_ledger_says_so()
    {
        var call = await CallAsync("birth");
        _world.Provider.Answer = Fail(EvidenceErrorCode.RegistryUnreachable);
        var failed = await _world.AskAsync(call, "birth");
        failed.State.ShouldBe(ExchangeState.Failed);
        failed.Error!.RetryAfter.ShouldBe(_world.Clock.GetUtcNow().AddSeconds(10));

        _world.Provider.Answer = FakeProvider.ProvideAsync("now"u8.ToArray());
        (await _world.AskAsync(call, "birth")).State.ShouldBe(ExchangeState.Failed);
        _world.Provider.Questions.Count.ShouldBe(1);

        _world.Clock.Advance(TimeSpan.FromSeconds(10));
        var again = await _world.AskAsync(call, "birth");
        again.State.ShouldBe(ExchangeState.PreviewRequired);
        again.Id.ShouldBe(failed.Id);
        again.Error.ShouldBeNull();
        _world.Events().ShouldBe(["explicit-request.given", "evidence.asked", "exchange.failed", "evidence.re-asked", "evidence.received"]);
    }

    [Fact]
    public async Task deferred_evidence_is_asked_for_again_when_its_time_has_come()
    {
        var until = _world.Clock.GetUtcNow().AddHours(2);
        var call = await CallAsync("birth");
        _world.Provider.Answer = FakeProvider.Always(new ProviderAnswer.Deferred(until));
        var deferred = await _world.AskAsync(call, "birth");
        deferred.State.ShouldBe(ExchangeState.Unavailable);
        deferred.AvailableAt.ShouldBe(until);
        deferred.Error!.Code.ShouldBe(EvidenceErrorCode.EvidenceDeferred);

        _world.Provider.Answer = FakeProvider.ProvideAsync("now"u8.ToArray());
        _world.Clock.Advance(TimeSpan.FromHours(1.9));
        (await _world.AskAsync(call, "birth")).State.ShouldBe(ExchangeState.Unavailable);
        _world.Provider.Questions.Count.ShouldBe(1);
        _world.Clock.Advance(TimeSpan.FromHours(0.1));
        var resumed = await _world.AskAsync(call, "birth");
        resumed.State.ShouldBe(ExchangeState.PreviewRequired);
        resumed.AvailableAt.ShouldBeNull();
        _world.Events().ShouldContain("evidence.re-asked");
    }

    [Fact]
    public async Task a_provider_that_hangs_is_given_up()
    {
        var call = await CallAsync("birth");
        _world.Provider.Answer = (_, _, _) => new TaskCompletionSource<ProviderAnswer>().Task;
        var asking = _world.AskAsync(call, "birth");
        await World.UntilAsync(() => _world.Provider.Questions.Count == 1);
        await _world.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(2));
        _world.Clock.Advance(TimeSpan.FromSeconds(45));
        await World.UntilAsync(async () =>
            (await _world.Broker.GetAsync(call, (await asking).Id, World.Soon)).ShouldSucceed() is { State: ExchangeState.Failed, Error.Code: EvidenceErrorCode.RegistryUnreachable });
    }

    [Fact]
    public async Task an_adapter_that_throws_leaves_an_outcome_and_no_personal_data_in_the_log()
    {
        var call = await CallAsync("birth");
        _world.Provider.Answer = (question, _, _) => throw new InvalidOperationException("about " + question.Person.Subject.Identifier);
        (await _world.AskAsync(call, "birth")).Error!.Code.ShouldBe(EvidenceErrorCode.Internal);
        _world.Logs.Lines.ShouldContain(line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        string.Join('\n', _world.Logs.Lines).ShouldNotContain("maria-1");
    }

    [Fact]
    public async Task an_answer_without_documents_is_no_answer()
    {
        _world.Provider.Answer = FakeProvider.Always(new ProviderAnswer.Provided());
        (await _world.AskAsync(await CallAsync("birth"), "birth")).Error!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task a_media_type_that_was_not_agreed_is_refused()
    {
        _world.Provider.Answer = async (_, sink, cancellationToken) =>
        {
            await sink.WriteAsync("text/html", "evidence.html", new MemoryStream([1]), cancellationToken);
            return new ProviderAnswer.Provided();
        };
        (await _world.AskAsync(await CallAsync("birth"), "birth")).Error!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task more_than_agreed_is_thrown_away()
    {
        await using var world = new World(configure: options => options.LargestEvidence = 3_000_000);
        var given = await world.GiveAsync(world.School, World.Maria, "birth");
        world.Provider.Answer = FakeProvider.ProvideAsync(new byte[2_000_000], new byte[1_000_001]);
        var failed = await world.AskAsync(new EServiceCall(world.School, given.Id), "birth");
        failed.Error!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerTooLarge);
        world.Query("SELECT count(*) FROM evidence_segment").ShouldNotBe(["0"]);
        await world.TurnAsync();
        world.Query("SELECT count(*) FROM evidence_segment").ShouldBe(["0"]);
        world.Query("SELECT count(*) FROM evidence_copy").ShouldBe(["0"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(5_000_000)]
    public async Task documents_of_any_size_arrive_unchanged(int size)
    {
        byte[][] sent = [RandomNumberGenerator.GetBytes(size), RandomNumberGenerator.GetBytes(100)];
        _world.Provider.Answer = FakeProvider.ProvideAsync(sent);
        var call = await CallAsync("birth-direct");
        var available = await _world.AskAsync(call, "birth-direct");
        available.State.ShouldBe(ExchangeState.Available);
        available.Documents.Select(document => document.Size).ShouldBe([size, 100]);
        available.Documents.Select(document => document.Sha256.ToArray()).ShouldBe(sent.Select(SHA256.HashData));
        (await _world.FetchAsync(call, available.Id)).ShouldBe(sent);
    }

    [Fact]
    public async Task file_names_are_made_plain()
    {
        _world.Provider.Answer = async (_, sink, cancellationToken) =>
        {
            await sink.WriteAsync("application/pdf", "../../etc/pass\r\nwd", new MemoryStream([1]), cancellationToken);
            await sink.WriteAsync("application/pdf", "..", new MemoryStream([2]), cancellationToken);
            await sink.WriteAsync("application/pdf", "Πιστοποιητικό γέννησης.pdf", new MemoryStream([3]), cancellationToken);
            return new ProviderAnswer.Provided();
        };
        (await _world.AskAsync(await CallAsync("birth-direct"), "birth-direct")).Documents.Select(document => document.FileName)
            .ShouldBe(["etcpasswd", "evidence", "Πιστοποιητικό γέννησης.pdf"]);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static Func<ProviderQuestion, IDocumentSink, CancellationToken, Task<ProviderAnswer>> Fail(EvidenceErrorCode code) =>
        FakeProvider.Always(new ProviderAnswer.Failed(new EvidenceError(code)));

    private async Task<EServiceCall> CallAsync(string type) =>
        new(_world.School, (await _world.GiveAsync(_world.School, World.Maria, type)).Id);
}
