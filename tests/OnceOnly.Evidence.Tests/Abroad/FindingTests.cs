// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>Finding who holds evidence in another Member State.</summary>
public sealed class FindingTests : IAsyncDisposable
{
    private readonly Border _border = new();

    private World World => _border.World;

    [Fact]
    public async Task every_provider_comes_out_with_all_ways_it_proves_a_requirement()
    {
        var offers = await FindAsync(new EvidenceQuery("T3", Country: "FI"));
        offers.Select(offer => offer.Provider).ShouldBe([Border.Provider, Border.Provider.Replace("FIREG01", "FIREG02", StringComparison.Ordinal)]);
        offers[0].Proofs.Select(proof => string.Join('+', proof.AllOf.Select(type => type[^36..]))).ShouldBe(
            [$"{SealedServices.Degree[^36..]}+{SealedServices.Transcript[^36..]}", SealedServices.Degree[^36..]]);
        offers[0].Proofs.ShouldAllBe(proof => proof.Requirement == SealedServices.Requirement);
        offers.ShouldAllBe(offer => offer.Reuse.Policy == ReusePolicy.Exchange && offer.Preview && offer.StaleSince == null);
    }

    [Fact]
    public async Task a_query_without_a_country_looks_at_home_only()
    {
        (await FindAsync(new EvidenceQuery("T3"))).Select(offer => offer.Country).Distinct().ShouldBe(["EL"]);
        _border.Services.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task answers_that_outlived_their_time_are_said_to_be_stale()
    {
        await FindAsync(new EvidenceQuery("T3", Country: "FI"));
        var asOf = World.Clock.GetUtcNow();
        _border.Services.IsDown = true;
        World.Clock.Advance(TimeSpan.FromHours(2));
        (await FindAsync(new EvidenceQuery("T3", Country: "FI"))).ShouldAllBe(offer => offer.StaleSince == asOf);
        World.Clock.Advance(TimeSpan.FromDays(8));
        (await FindAsync(new EvidenceQuery("T3", Country: "FI"))).ShouldBeEmpty();
        World.Logs.Lines.ShouldContain(line => line.Contains("What FI offers is not known", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, EvidenceErrorCode.RegistryUnreachable)]
    [InlineData(false, EvidenceErrorCode.RegistryAnswerInvalid)]
    public async Task a_catalogue_that_does_not_answer_is_not_one_without_a_provider(bool isDown, EvidenceErrorCode code)
    {
        var offer = (await FindAsync(new EvidenceQuery("T3", Country: "FI")))[0];
        World.Clock.Advance(TimeSpan.FromDays(9));
        _border.Services.IsDown = isDown;
        _border.Services.SignedAgo = TimeSpan.FromDays(2);
        var question = new ProviderQuestion("exchange-1", offer, World.Maria, "T3", "north", _ => Task.FromResult(true));
        var answer = await World.Get<IEnumerable<IEvidenceProvider>>().Single(provider => provider.Reaches(offer.Provider)).AskAsync(question, null!, World.Soon);
        answer.ShouldBeOfType<ProviderAnswer.Failed>().Error.Code.ShouldBe(code);
    }

    [Fact]
    public async Task an_answer_sealed_long_ago_is_not_believed()
    {
        _border.Services.SignedAgo = TimeSpan.FromHours(25);
        (await FindAsync(new EvidenceQuery("T3", Country: "FI"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task an_answer_to_another_question_is_not_believed()
    {
        _border.Services.AnswersFor = SealedServices.Repository + "/requirements/00000000-6605-49c4-b0fe-799833b41099";
        (await FindAsync(new EvidenceQuery("T3", Country: "FI"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_the_directory_asks_is_asked_and_the_answer_travels_with_the_request()
    {
        _border.Services.AsksWhere = true;
        var open = (await FindAsync(new EvidenceQuery("T3", EvidenceType: SealedServices.Degree))).ShouldHaveSingleItem();
        open.Questions.ShouldHaveSingleItem().Texts.In("en").ShouldBe("Where did you study?");
        await ShouldNotGiveAsync(open);

        var wish = new EvidenceWish("T3", [SealedServices.Degree], [], null)
        {
            Answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["0d9ffd10-7a3c-4e7b-8b48-0d5a4a2f9c01"] = "Helsinki", ["other"] = "not asked" },
        };
        var proposal = (await World.Requests.ProposeAsync(World.School, wish, World.Soon)).ShouldSucceed();
        var again = (await World.Requests.ProposeAsync(World.School, wish, World.Soon)).ShouldSucceed();
        proposal.Items.Select(offer => offer.Provider).ShouldBe(again.Items.Select(offer => offer.Provider));
        proposal.Items.Count.ShouldBe(2);
        var chosen = new RequestedEvidence(SealedServices.Degree, proposal.Items[0].Provider);
        var given = (await World.Requests.GiveAsync(proposal, [chosen], World.Maria, new GivenWording("1", "en"), World.Soon)).ShouldSucceed();
        var sent = await _border.SendAsync(new EServiceCall(World.School, given.Id));
        var classification = Border.Read(sent).ProviderClassifications.ShouldHaveSingleItem();
        (classification.Identifier, classification.Value).ShouldBe(("0d9ffd10-7a3c-4e7b-8b48-0d5a4a2f9c01", "Helsinki"));
        _border.Services.Asked.ShouldNotContain(asked => asked.Contains("other", StringComparison.Ordinal));

        // The answer is about the citizen, so it is nowhere in the clear.
        World.Query("SELECT provider FROM exchange").ShouldAllBe(provider => !provider.Contains("Helsinki", StringComparison.Ordinal));

        // A wish that names the provider just found needs no answers.
        var named = new EvidenceWish("T3", [SealedServices.Degree], [chosen.Provider], null);
        (await World.Requests.ProposeAsync(World.School, named, World.Soon)).ShouldSucceed().Items.ShouldHaveSingleItem().Provider.ShouldBe(chosen.Provider);
    }

    [Theory]
    [InlineData("school", "south")]
    [InlineData("other", "north")]
    public async Task a_name_with_answers_leads_nowhere_for_another_e_service_or_tenant(string client, string tenant)
    {
        _border.Services.AsksWhere = true;
        var wish = new EvidenceWish("T3", [SealedServices.Degree], [], null)
        {
            Answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["0d9ffd10-7a3c-4e7b-8b48-0d5a4a2f9c01"] = "Helsinki" },
        };
        var name = (await World.Requests.ProposeAsync(World.School, wish, World.Soon)).ShouldSucceed().Items[0].Provider;
        var service = World.School with { ClientId = client, Tenant = tenant };
        (World.School.ClientId, World.School.Tenant).ShouldBe(("school", "north"));

        var named = new EvidenceWish("T3", [SealedServices.Degree], [name], null);
        (await World.Requests.ProposeAsync(service, named, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.NoProvider);
        var theirs = (await World.Requests.ProposeAsync(service, wish, World.Soon)).ShouldSucceed().Items[0].Provider;
        theirs.ShouldNotBe(name);
        (await World.Requests.ProposeAsync(World.School, named, World.Soon)).ShouldSucceed().Items.ShouldHaveSingleItem().Provider.ShouldBe(name);
    }

    [Fact]
    public async Task an_answer_that_fits_nobody_is_asked_for_again()
    {
        _border.Services.AsksWhere = true;
        var query = new EvidenceQuery("T3", EvidenceType: SealedServices.Degree)
        {
            Answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["0d9ffd10-7a3c-4e7b-8b48-0d5a4a2f9c01"] = "Atlantis" },
        };
        (await FindAsync(query)).ShouldHaveSingleItem().Questions.Count.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _border.DisposeAsync();

    private async Task ShouldNotGiveAsync(EvidenceOffer open)
    {
        var proposal = (await World.Requests.ProposeAsync(World.School, new EvidenceWish("T3", [open.EvidenceType], [], null), World.Soon)).ShouldSucceed();
        var given = await World.Requests.GiveAsync(
            proposal, [new RequestedEvidence(open.EvidenceType, open.Provider)], World.Maria, new GivenWording("1", "en"), World.Soon);
        given.IsSuccess.ShouldBeFalse();
    }

    private async Task<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query) =>
        (await World.Broker.FindAsync(World.School, query, World.Soon)).ShouldSucceed();
}
