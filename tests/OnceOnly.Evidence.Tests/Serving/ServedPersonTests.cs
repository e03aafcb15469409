// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Serving;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Serving;

/// <summary>Who may open a link, what they learn, and what the log keeps.</summary>
public sealed class ServedPersonTests
{
    private static readonly NaturalPerson Maria = (NaturalPerson)World.Maria.Subject;

    public static TheoryData<string, AuthenticatedPerson, bool> Comings => new()
    {
        { "the same", World.Maria, true },
        { "in capitals", World.Maria with { Subject = Maria with { FamilyName = "PAPADOPOULOU" } }, true },
        { "identifier made for another country", World.Maria with { Subject = Maria with { Identifier = "EL/YY/maria-1" } }, true },
        { "another identifier", World.Maria with { Subject = Maria with { Identifier = "EL/XX/maria-2" } }, false },
        { "another country's identifier", World.Maria with { Subject = Maria with { Identifier = "CY/XX/maria-1" } }, false },
        { "another birthday", World.Maria with { Subject = Maria with { DateOfBirth = new DateOnly(1980, 1, 3) } }, false },
        { "another family name", World.Maria with { Subject = Maria with { FamilyName = "Papadopoulos" } }, false },
        { "another given name", World.Maria with { Subject = Maria with { GivenName = "Eleni" } }, false },
        { "in representation", World.Maria with { Representative = (NaturalPerson)World.Nikos.Subject }, false },
        { "a company", World.Company, false },
    };

    [Theory]
    [MemberData(nameof(Comings))]
    public async Task the_whole_person_data_set_is_compared(string who, AuthenticatedPerson came, bool mayOpen)
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();

        var opened = await world.Previews.OpenAsync(token, came, World.Soon);

        opened.IsSuccess.ShouldBe(mayOpen, who);
        (world.World.Events().Contains("evidence.asked")).ShouldBe(mayOpen);
    }

    [Fact]
    public async Task without_an_identifier_names_and_birthday_decide()
    {
        await using var world = new ServingWorld();
        var asked = World.Maria with { Subject = Maria with { Identifier = string.Empty } };
        var token = await world.LinkAsync(person: asked);

        (await world.Previews.OpenAsync(token, World.Nikos, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await world.OpenAsync(token)).State.ShouldBe(ServedRequestState.Previewing);
        await world.HoldAsync(token, person: asked);
        await world.DecideAsync(token, "1");
        (await world.AnswerToAsync("second")).Documents.Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_company_is_known_by_its_identifier_and_whoever_acts_shows_the_power()
    {
        await using var world = new ServingWorld();
        var company = (LegalPerson)World.Company.Subject;
        var token = await world.LinkAsync(person: World.Company);
        (await world.Previews.OpenAsync(token, World.Company with { Representative = (NaturalPerson)World.Nikos.Subject }, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await world.Previews.OpenAsync(token, World.Company with { Subject = company with { Identifier = "EL/XX/company-8" } }, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await world.OpenAsync(token, World.Company)).State.ShouldBe(ServedRequestState.Previewing);

        var nameless = await world.LinkAsync("nameless", World.Company with { Subject = company with { Identifier = string.Empty } });
        (await world.Previews.OpenAsync(nameless, World.Company, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
    }

    [Fact]
    public async Task a_log_in_that_is_too_weak_is_sent_to_a_stronger_one_and_fetches_nothing()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        (await world.Previews.LevelOfAsync(token, World.Soon)).ShouldBe(LevelOfAssurance.Substantial);

        var weak = await world.Previews.OpenAsync(token, World.Maria with { LevelOfAssurance = LevelOfAssurance.Low }, World.Soon);

        weak.ShouldFail(EvidenceErrorCode.LevelOfAssuranceTooLow).RequiredLevel.ShouldBe(LevelOfAssurance.Substantial);
        world.World.Provider.Questions.ShouldBeEmpty();
        (await world.Previews.LevelOfAsync("unknown", World.Soon)).ShouldBe(LevelOfAssurance.Substantial);
    }

    [Fact]
    public async Task none_and_several_look_alike_and_a_deferral_says_when()
    {
        await using var world = new ServingWorld();
        var later = world.World.Clock.GetUtcNow().AddDays(2);
        (ProviderAnswer Answer, AnswerContent Content)[] cases =
        [
            (new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound)), new AnswerContent.Refused(ServingFault.NotFound, null)),
            (new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceAboutAnotherPerson)), new AnswerContent.Refused(ServingFault.NotFound, null)),
            (new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryUnreachable)), new AnswerContent.Refused(ServingFault.Failed, null)),
            (new ProviderAnswer.Deferred(later), new AnswerContent.Later(later)),
        ];
        foreach (var (answer, content) in cases)
        {
            var name = Guid.NewGuid().ToString();
            world.World.Provider.Answer = FakeProvider.Always(answer);
            var token = await world.LinkAsync(name);
            await world.HoldAsync(token, "second" + name);
            (await world.OpenAsync(token)).Pieces.ShouldBeEmpty();
            (await world.AnswerToAsync("second" + name)).Content.ShouldBe(content);
        }
    }

    [Fact]
    public async Task where_a_law_dispenses_with_the_preview_the_registry_is_asked_at_once()
    {
        await using var world = new ServingWorld();

        await world.Serving.ReceiveAsync(world.Request("direct"), ServingWorld.Direct, World.Soon);

        (await world.AnswerToAsync("direct")).Documents.ShouldHaveSingleItem();
        world.World.Events().ShouldNotContain("served-request.matched");
        world.World.Query("SELECT state FROM served_request WHERE person IS NULL AND message IS NULL").ShouldBe(["answered"]);
    }

    [Fact]
    public async Task the_person_sees_what_was_served_and_nobody_else_can_read_it()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.OpenAsync(token);
        await world.DecideAsync(token, "1");
        await world.AnswerToAsync("second");

        var entries = await world.World.MyData.ReadAsync(World.Maria, 0, 50, World.Soon);

        entries.Select(entry => entry.Event).ShouldContain("served-request.received");
        entries.Select(entry => entry.Event).ShouldContain("served-request.decided");
        entries.Where(entry => entry.Event.StartsWith("served-request.", StringComparison.Ordinal)).ShouldAllBe(entry => entry.ClientId == "Kommunen");
        world.World.Events().ShouldContain("my-data.read");
        (await world.World.MyData.ReadAsync(World.Nikos, 0, 50, World.Soon)).Select(entry => entry.Event).ShouldBe(["my-data.read"]);
        foreach (var secret in new[] { "Papadopoulou", "maria-1", "%PDF", "<request", token })
        {
            var query = $"SELECT CAST(body AS TEXT) FROM ledger_entry WHERE instr(CAST(body AS TEXT), '{secret}') > 0 OR instr(CAST(sealed AS TEXT), '{secret}') > 0";
            if (world.World.Engine.LedgerOptions.Length == 0)
            {
                world.World.Query(query).ShouldBeEmpty(secret);
            }
        }

        world.World.Logs.Lines.ShouldNotContain(line => line.Contains("Papadopoulou", StringComparison.Ordinal) || line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_the_person_has_erased_is_neither_shown_nor_sent()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        var preview = await world.OpenAsync(token);
        await world.World.MyData.EraseCopiesAsync(World.Maria, World.Soon);

        (await world.Previews.ReadAsync(token, preview.Pieces[0].Document, World.Maria, World.Soon)).IsSuccess.ShouldBeFalse();
        (await world.Previews.DecideAsync(token, World.Maria, ["1"], World.Soon)).IsSuccess.ShouldBeFalse();
        world.World.Clock.Advance(TimeSpan.FromMinutes(56));
        await world.World.TurnAsync();
        (await world.AnswerToAsync("second")).Content.ShouldBe(new AnswerContent.Refused(ServingFault.TimedOut, null));
    }

    [Fact]
    public void an_illegal_step_cannot_be_made()
    {
        var states = Enum.GetValues<ServedRequestState>();
        states.Where(to => ServedTransitions.Allows(null, to)).ShouldBe([ServedRequestState.Received]);
        states.Where(to => ServedTransitions.Allows(ServedRequestState.Answered, to) || ServedTransitions.Allows(ServedRequestState.Expired, to)).ShouldBeEmpty();
        var served = new ServedRequest
        {
            Id = "x", Revision = 1, State = ServedRequestState.Received, Service = "s", Procedure = "T3", Party = "p", Requester = "r",
            RequesterNames = FakeRegisters.Texts("r"), RequesterCountry = "SE", Correlation = "c", LevelOfAssurance = LevelOfAssurance.High,
            Person = new PersonReference("p", null), DecideBy = default, CreatedAt = default, UpdatedAt = default,
        };
        Should.Throw<InvalidOperationException>(() => new ServedStep(null, served with { State = ServedRequestState.Answered }));
        Should.Throw<InvalidOperationException>(() => new ServedStep(served, served with { State = ServedRequestState.Answered, Revision = 2 }));
        Should.Throw<InvalidOperationException>(() => new ServedStep(served, served with { State = ServedRequestState.Matched }));
    }
}
