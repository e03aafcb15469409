// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.ExplicitRequests;

public sealed class GiveTests : IAsyncDisposable
{
    private static readonly GivenWording Wording = new("1", "el");
    private readonly World _world = new();

    [Fact]
    public async Task a_given_request_is_open_for_its_time()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth", "tax");
        given.IsOpen.ShouldBeTrue();
        given.ClientId.ShouldBe("school");
        given.Tenant.ShouldBe("north");
        given.Evidence.ShouldBe([new RequestedEvidence("birth", "civil"), new RequestedEvidence("tax", "revenue")]);
        given.ExpiresAt.ShouldBe(given.GivenAt.AddHours(24));
        _world.Clock.Advance(TimeSpan.FromHours(24));
        (await _world.Requests.FindAsync(given.Id, World.Soon))!.IsOpen.ShouldBeFalse();
        await _world.TurnAsync();
        _world.Events().ShouldBe(["explicit-request.given", "explicit-request.expired"]);
    }

    [Fact]
    public async Task a_weaker_log_in_is_refused_with_the_level_needed()
    {
        var proposal = await ProposeAsync("birth");
        var error = (await GiveAsync(proposal, Choose(proposal), World.Maria with { LevelOfAssurance = LevelOfAssurance.Low }))
            .ShouldFail(EvidenceErrorCode.LevelOfAssuranceTooLow);
        error.RequiredLevel.ShouldBe(LevelOfAssurance.Substantial);
    }

    [Fact]
    public async Task evidence_about_a_company_needs_somebody_who_acts_for_it()
    {
        var company = await ProposeAsync("extract");
        (await GiveAsync(company, Choose(company), World.Maria)).ShouldFail(EvidenceErrorCode.SubjectKindMismatch);
        (await GiveAsync(company, Choose(company), World.Company)).ShouldSucceed();
        var person = await ProposeAsync("birth");
        (await GiveAsync(person, Choose(person), World.Company)).ShouldFail(EvidenceErrorCode.SubjectKindMismatch);
    }

    [Fact]
    public async Task exactly_one_offered_provider_is_chosen_for_each_evidence_type()
    {
        _world.Registers.Offers.Add(FakeRegisters.Offer("birth", "other", ReuseTerms.Default));
        var proposal = await ProposeAsync("birth", "tax");
        RequestedEvidence civil = new("birth", "civil"), other = new("birth", "other"), tax = new("tax", "revenue");
        RequestedEvidence[][] wrong =
        [
            [],
            [civil],
            [civil, other, tax],
            [civil, civil],
            [civil, tax, tax],
            [new("birth", "nobody"), tax],
            [civil, new("residence", "population")],
        ];
        foreach (var chosen in wrong)
        {
            (await GiveAsync(proposal, chosen, World.Maria)).ShouldFail(EvidenceErrorCode.InvalidRequest);
        }

        (await GiveAsync(proposal, [other, tax], World.Maria)).ShouldSucceed().Evidence.ShouldBe([other, tax]);
    }

    [Fact]
    public async Task an_e_service_that_lost_its_registration_gets_no_request()
    {
        var proposal = await ProposeAsync("birth");
        _world.Registers.Services["school"] = _world.School with { EvidenceTypes = new HashSet<string>(StringComparer.Ordinal) };
        (await GiveAsync(proposal, Choose(proposal), World.Maria)).ShouldFail(EvidenceErrorCode.NotAllowed);
        _world.Registers.Services.Remove("school");
        (await GiveAsync(proposal, Choose(proposal), World.Maria)).ShouldFail(EvidenceErrorCode.NotAllowed);
    }

    [Fact]
    public async Task a_no_is_recorded()
    {
        var proposal = await ProposeAsync("birth");
        await _world.Requests.RefuseAsync(proposal, World.Maria, Wording, World.Soon);
        _world.Events().ShouldBe(["explicit-request.refused"]);
    }

    [Fact]
    public async Task only_the_person_of_a_request_can_withdraw_it()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        (await _world.Requests.WithdrawAsync(given.Id, World.Nikos, World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
        (await _world.Requests.WithdrawAsync(given.Id, World.Maria with { Representative = (NaturalPerson)World.Nikos.Subject }, World.Soon))
            .ShouldFail(EvidenceErrorCode.NotFound);
        (await _world.Requests.WithdrawAsync(given.Id, World.Maria, World.Soon)).ShouldSucceed().IsOpen.ShouldBeFalse();
        (await _world.Requests.WithdrawAsync(given.Id, World.Maria, World.Soon)).ShouldSucceed().IsOpen.ShouldBeFalse();
        _world.Events().ShouldBe(["explicit-request.given", "explicit-request.withdrawn"]);
    }

    [Fact]
    public async Task nothing_about_the_person_can_be_read_from_the_files()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        var call = new Evidence.Exchanges.EServiceCall(_world.School, given.Id);
        await _world.AcceptedAsync(call, World.Maria, "birth");
        await _world.MyData.ReadAsync(World.Maria, 0, 10, World.Soon);
        await _world.TurnAsync();
        foreach (var file in Directory.EnumerateFiles(_world.Folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var content = await reader.ReadToEndAsync(World.Soon);
            foreach (var canary in new[] { "maria-1", "Papadopoulou", "1980-01-02", "%PDF-1.7 evidence", "evidence.pdf" })
            {
                content.ShouldNotContain(canary, Case.Sensitive, $"{canary} stands in {Path.GetFileName(file)}");
            }
        }

        string.Join('\n', _world.Logs.Lines).ShouldNotContain("maria-1");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static RequestedEvidence[] Choose(ProposedRequest proposal) =>
        [.. proposal.Items.Select(offer => new RequestedEvidence(offer.EvidenceType, offer.Provider))];

    private async Task<ProposedRequest> ProposeAsync(params string[] types) =>
        (await _world.Requests.ProposeAsync(_world.School, new EvidenceWish("T3", types, [], null), World.Soon)).ShouldSucceed();

    private Task<Result<ExplicitRequestView>> GiveAsync(ProposedRequest proposal, RequestedEvidence[] chosen, AuthenticatedPerson person) =>
        _world.Requests.GiveAsync(proposal, chosen, person, Wording, World.Soon);
}
