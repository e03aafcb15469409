// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>From the citizen's explicit request to a provider in another Member State, and back.</summary>
public sealed class RequestTravelTests : IAsyncDisposable
{
    private readonly Border _border = new();

    private World World => _border.World;

    private DateTimeOffset Now => World.Clock.GetUtcNow();

    [Fact]
    public async Task what_the_citizen_accepts_abroad_reaches_the_e_service()
    {
        var call = await _border.GiveAsync();
        var first = await _border.SendAsync(call);
        var request = Border.Read(first);
        request.Version.ShouldBe(EdmVersion.V20);
        first.Envelope.Party.Value.ShouldBe("AP_FI_01");
        first.Envelope.OriginalSender.Value.ShouldBe("SEKOMMUN1");
        first.Envelope.FinalRecipient.Value.ShouldBe("FIREG01");
        Guid.TryParseExact(first.Envelope.ExchangeId, "D", out _).ShouldBeTrue();
        (request.Procedure, request.PossibilityForPreview, request.ExplicitRequestGiven, request.PreviewLocation).ShouldBe(("T3", true, true, null));
        request.Requirements.ShouldHaveSingleItem().Identifier.ShouldBe(SealedServices.Requirement);
        request.EvidenceType.Identifier.ShouldBe(SealedServices.Record);
        var subject = request.Subject.ShouldBeOfType<OotsNaturalPerson>();
        (subject.FamilyName, subject.DateOfBirth, subject.LevelOfAssurance).ShouldBe(("Papadopoulou", new DateOnly(1980, 1, 2), "High"));

        var (_, address, second) = await _border.LeaveAsync(call, first);
        address.OriginalString.ShouldBe(Border.Location);
        second.Envelope.ShouldBe(first.Envelope);
        var again = Border.Read(second);
        again.Id.ShouldNotBe(request.Id);
        (again.PreviewLocation, again.ReturnLocation).ShouldBe((Border.Location, Border.Back.AbsoluteUri));

        var content = Encoding.UTF8.GetBytes(new string('e', 3_000_000));
        await _border.TakeAsync(second, Border.Response(again, Now, "one@fi", "two@fi"), [Border.Part("two@fi", "%PDF 2"u8.ToArray()), Border.Part("one@fi", content)]);
        await _border.ReachAsync(call, ExchangeState.Available);
        var view = await _border.FindAsync(call);
        view.Documents.Select(document => document.FileName).ShouldBe(["evidence-1.pdf", "evidence-2.pdf"]);
        (await World.FetchAsync(call, view.Id)).ShouldBe([content, "%PDF 2"u8.ToArray()]);
        World.Query("SELECT policy FROM evidence_copy WHERE state <> 'erased'").ShouldBe(["exchange"]);

        // Nothing of it stays where it waited.
        await World.TurnAsync();
        World.Query("SELECT count(*) FROM oots_piece").ShouldBe(["0"]);
        World.Query("SELECT count(*) FROM oots_request WHERE length(message) > 0 OR answer IS NOT NULL").ShouldBe(["0"]);
    }

    [Fact]
    public async Task what_waits_in_the_store_cannot_be_read_there()
    {
        var call = await _border.GiveAsync();
        var first = await _border.SendAsync(call);
        var (_, _, second) = await _border.LeaveAsync(call, first);
        await World.CloseAsync();
        await using var next = new Border(_border);
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF secret"u8.ToArray())], at: next.World);
        foreach (var file in Directory.EnumerateFiles(World.Folder, "state.db*"))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, World.Soon));
            text.ShouldNotContain("Papadopoulou");
            text.ShouldNotContain("%PDF secret");
        }

        await next.World.TurnAsync();
        await next.ReachAsync(call, ExchangeState.Available);
    }

    [Fact]
    public async Task a_conversation_is_one_explicit_request_and_each_attempt_is_of_it()
    {
        var call = await _border.GiveAsync();
        var first = await _border.SendAsync(call);
        _border.AccessPoint.Received = false;
        await World.UntilAsync(async () =>
        {
            World.Clock.Advance(TimeSpan.FromSeconds(20));
            return (await _border.FindAsync(call)).State == ExchangeState.Failed;
        });
        _border.AccessPoint.Received = null;
        World.Clock.Advance(TimeSpan.FromMinutes(1)); // A failed ask may not be repeated at once.
        var again = await _border.SendAsync(call);
        var other = await _border.SendAsync(await _border.GiveAsync());

        again.Key.ShouldNotBe(first.Key);
        again.Envelope.ConversationId.ShouldBe(first.Envelope.ConversationId);
        again.Envelope.ExchangeId.ShouldNotBe(first.Envelope.ExchangeId);
        other.Envelope.ConversationId.ShouldNotBe(first.Envelope.ConversationId);
        Guid.TryParseExact(first.Envelope.ConversationId, "D", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task what_is_over_is_forgotten_in_one_turn_however_much_it_is()
    {
        var party = new SchemedIdentifier("scheme", "value");
        var requests = World.Get<ISentRequests>();
        for (var number = 0; number < 450; number++)
        {
            (await requests.TryAddAsync(
                new SentRequest
                {
                    Id = Guid.NewGuid(),
                    Exchange = $"over-{number}",
                    Attempt = 1,
                    IsSecond = false,
                    Envelope = new EdmEnvelope(party, "conversation", null, party, party, EdmVersion.V12),
                    Sealed = [1],
                    State = RequestState.Answered,
                    CreatedAt = Now,
                },
                new LedgerRecord(null, LedgerJson.Write(new EvidenceAsked()), null),
                World.Soon)).ShouldBeTrue();
        }

        await requests.SweepAsync(Now.AddDays(-7), World.Soon);

        World.Query("SELECT count(*) FROM oots_request WHERE length(message) > 0").ShouldBe(["0"]);
    }

    public ValueTask DisposeAsync() => _border.DisposeAsync();
}
