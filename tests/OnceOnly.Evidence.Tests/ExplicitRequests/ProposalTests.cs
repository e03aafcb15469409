// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.ExplicitRequests;

public sealed class ProposalTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task all_offers_are_proposed_and_none_is_picked_silently()
    {
        _world.Registers.Offers.Add(FakeRegisters.Offer("birth", "other-registry", ReuseTerms.Default) with { LevelOfAssurance = LevelOfAssurance.High });
        var proposal = (await ProposeAsync("T3", ["birth"])).ShouldSucceed();
        proposal.Items.Select(offer => offer.Provider).ShouldBe(["civil", "other-registry"]);
        proposal.LevelOfAssurance.ShouldBe(LevelOfAssurance.High);
    }

    [Theory]
    [InlineData("T9", "birth", EvidenceErrorCode.NotAllowed)]
    [InlineData("T3", "criminal-record", EvidenceErrorCode.NotAllowed)]
    [InlineData("T3", "birth,birth", EvidenceErrorCode.InvalidRequest)]
    [InlineData("T3", "", EvidenceErrorCode.InvalidRequest)]
    public async Task a_wrong_wish_fails_at_the_e_service(string procedure, string types, EvidenceErrorCode code) =>
        (await ProposeAsync(procedure, types.Split(',', StringSplitOptions.RemoveEmptyEntries))).ShouldFail(code);

    [Fact]
    public async Task evidence_that_nobody_offers_is_refused()
    {
        _world.Registers.Offers.RemoveAll(offer => offer.EvidenceType == "tax");
        (await ProposeAsync("T3", ["birth", "tax"])).ShouldFail(EvidenceErrorCode.NoProvider);
    }

    [Fact]
    public async Task only_wished_providers_and_countries_are_proposed()
    {
        _world.Registers.Offers.Add(FakeRegisters.Offer("birth", "german-registry", ReuseTerms.Default) with { Country = "DE" });
        var wish = new EvidenceWish("T3", ["birth"], [], null);
        (await _world.Requests.ProposeAsync(_world.School, wish with { Country = "DE" }, World.Soon)).ShouldSucceed()
            .Items.ShouldHaveSingleItem().Provider.ShouldBe("german-registry");
        (await _world.Requests.ProposeAsync(_world.School, wish with { Providers = ["civil"] }, World.Soon)).ShouldSucceed()
            .Items.ShouldHaveSingleItem().Provider.ShouldBe("civil");
        (await _world.Requests.ProposeAsync(_world.School, wish with { Providers = ["nobody"] }, World.Soon)).ShouldFail(EvidenceErrorCode.NoProvider);
        (await _world.Requests.ProposeAsync(_world.School, wish with { Providers = ["civil", "nobody"] }, World.Soon)).ShouldFail(EvidenceErrorCode.NoProvider);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private Task<Result<ProposedRequest>> ProposeAsync(string procedure, string[] types) =>
        _world.Requests.ProposeAsync(_world.School, new EvidenceWish(procedure, types, [], null), World.Soon);
}
