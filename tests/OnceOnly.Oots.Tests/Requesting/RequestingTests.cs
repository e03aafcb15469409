// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Requesting;
using OnceOnly.Oots.Tests.Rules;
using static System.Text.Encoding;

namespace OnceOnly.Oots.Tests.Requesting;

public sealed class RequestingTests
{
    private static readonly string[] Parts = ["part-20@ap.example.fi", "part-21@ap.example.fi", "part-22@ap.example.fi", "part-23@ap.example.fi"];

    private static readonly Remit Agreed = new(["FI"], [new SchemedIdentifier("urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI", "FIUNI01")]);

    private static EvidenceRequest Request { get; } = Read<EvidenceRequest>(Samples.Request20);

    private static EvidenceResponse Response { get; } = Read<EvidenceResponse>(Samples.Response20);

    [Fact]
    public void An_answer_with_all_that_it_names_about_the_person_asked_for_is_taken() =>
        ResponseAcceptance.Refuse(Request, Response, Parts, Agreed).ShouldBeNull();

    [Fact]
    public void Evidence_of_an_authority_that_was_not_asked_and_is_not_agreed_is_refused() =>
        ResponseAcceptance.Refuse(Request, Response, Parts)!.Detail!.ShouldContain("another authority");

    [Fact]
    public void A_part_is_found_by_a_reference_with_letters_a_uri_has_to_encode()
    {
        var response = Read<EvidenceResponse>(Samples.Response20.Replace("cid:part-21@", "cid:part%2B21%25@", StringComparison.Ordinal));
        ResponseAcceptance.Refuse(Request, response, [Parts[0], "part+21%@ap.example.fi", .. Parts[2..]], Agreed).ShouldBeNull();
        ResponseAcceptance.Refuse(Request, response, Parts, Agreed)!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Theory]
    [InlineData("FI", true)]
    [InlineData("SE", false)]
    public void Any_authority_of_the_countries_agreed_may_issue_where_none_is_named(string country, bool may) =>
        (ResponseAcceptance.Refuse(Request, Response, Parts, new Remit([country], [])) is null).ShouldBe(may);

    [Fact]
    public void An_answer_with_too_little_or_too_much_or_to_another_request_is_refused()
    {
        ResponseAcceptance.Refuse(Request, Response, Parts[..3])!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
        ResponseAcceptance.Refuse(Request, Response, [.. Parts, "extra@ap.example.fi"])!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
        ResponseAcceptance.Refuse(Request, Response, [.. Parts[..3], Parts[0]])!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
        ResponseAcceptance.Refuse(Request with { Id = Request.Id.Replace('1', '2') }, Response, Parts)!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public void Evidence_about_somebody_else_is_refused()
    {
        var other = (OotsNaturalPerson)Request.Subject with { DateOfBirth = new DateOnly(1984, 2, 28) };
        ResponseAcceptance.Refuse(Request with { Subject = other }, Response, Parts, Agreed)!.Code.ShouldBe(EvidenceErrorCode.EvidenceAboutAnotherPerson);
    }

    [Theory]
    [InlineData(">FI/SE/subject-0001<", ">FI/SE/subject-0002<", EvidenceErrorCode.EvidenceAboutAnotherPerson)]
    [InlineData("/ca8afed6-", "/ca8afed7-", EvidenceErrorCode.RegistryAnswerInvalid)]
    public void A_second_main_evidence_in_a_package_is_judged_like_the_first(string value, string other, EvidenceErrorCode expected)
    {
        const string Begin = "<rim:RegistryObject xsi:type=\"rim:ExtrinsicObjectType\"";
        var at = Samples.Response20.IndexOf(Begin, StringComparison.Ordinal);
        var main = Samples.Response20[at..Samples.Response20.IndexOf(Begin, at + 1, StringComparison.Ordinal)];
        var second = main.Replace("0000000020\"", "0000000029\"", StringComparison.Ordinal).Replace("0000000030\"", "0000000039\"", StringComparison.Ordinal)
            .Replace("cid:part-20", "cid:part-29", StringComparison.Ordinal);
        EvidenceResponse With(string document) => Read<EvidenceResponse>(Samples.Response20.Insert(at + main.Length, document));

        string[] parts = [.. Parts, "part-29@ap.example.fi"];
        ResponseAcceptance.Refuse(Request, With(second), parts, Agreed).ShouldBeNull();
        ResponseAcceptance.Refuse(Request, With(second.Replace(value, other, StringComparison.Ordinal)), parts, Agreed)!.Code.ShouldBe(expected);
    }

    [Theory]
    [InlineData("https://preview.example.fi/p#/start", "https://preview.example.fi/p?returnurl=https%3A%2F%2Fa.se&returnmethod=GET#/start")]
    [InlineData("https://preview.example.fi/p?s=1#a?b", "https://preview.example.fi/p?s=1&returnurl=https%3A%2F%2Fa.se&returnmethod=GET#a?b")]
    public void The_way_back_stands_before_a_fragment(string location, string link) =>
        PreviewRequests.WithReturn(location, "https://a.se").ShouldBe(link);

    [Theory]
    [InlineData("FI/SE/subject-0001", "FI/NO/subject-0001", "Virtanen", "Other", true)]
    [InlineData("FI/SE/subject-0001", "FI/SE/subject-0002", "Virtanen", "Virtanen", false)]
    [InlineData(null, "FI/SE/subject-0001", "Müller", "MULLER", true)]
    [InlineData(null, null, "Virtanen", "Korhonen", false)]
    public void Identifiers_decide_where_both_sides_have_one_and_names_elsewhere(string? asked, string? found, string askedName, string foundName, bool same)
    {
        static OotsNaturalPerson Person(string? identifier, string name) => new(name, "Aino", new DateOnly(1984, 2, 29))
        {
            Identifier = identifier is null ? null : new SchemedIdentifier("eidas", identifier),
        };
        ResponseAcceptance.IsAbout(Person(asked, askedName), Person(found, foundName)).ShouldBe(same);
        ResponseAcceptance.IsAbout(Person(asked, askedName), new OotsLegalPerson(foundName)).ShouldBeFalse();
    }

    [Fact]
    public void The_second_request_has_a_new_id_the_location_verbatim_and_from_2_0_the_way_back()
    {
        var location = PreviewRequests.LocationIn(Read<EvidenceErrorResponse>(Samples.Preview20))!;
        PreviewRequests.LocationIn(Read<EvidenceErrorResponse>(Samples.NotFound20)).ShouldBeNull();
        var first = Request with { PreviewLocation = null, ReturnLocation = null };
        var second = PreviewRequests.Second(first, location, "https://portal.example.se/r", first.IssuedAt.AddMinutes(1));
        second.Id.ShouldNotBe(first.Id);
        (second.PreviewLocation, second.ReturnLocation).ShouldBe((location, "https://portal.example.se/r"));

        var older = PreviewRequests.Second(first with { Version = EdmVersion.V12 }, location, "https://portal.example.se/r", first.IssuedAt);
        older.ReturnLocation.ShouldBeNull();
        PreviewRequests.WithReturn(location, "https://portal.example.se/r?a=1&b=2")
            .ShouldBe(location + "?returnurl=https%3A%2F%2Fportal.example.se%2Fr%3Fa%3D1%26b%3D2&returnmethod=GET");
    }

    [Theory]
    [InlineData("https://preview.example.fi/p/1", true)]
    [InlineData("http://preview.example.fi/p/1", false)]
    [InlineData("https://preview.example.fi.evil.example/p/1", false)]
    [InlineData("https://preview.example.fi@evil.example/p/1", false)]
    [InlineData("https://u:p@preview.example.fi/p/1", false)]
    [InlineData("https://preview.example.fi:8443/p/1", false)]
    [InlineData("javascript:alert(1)", false)]
    public void A_preview_is_followed_only_to_a_registered_origin(string location, bool may) =>
        PreviewRequests.MayFollow(location, ["https://preview.example.fi"]).ShouldBe(may);

    [Theory]
    [InlineData("FI/SE/123456", true, false)]
    [InlineData("NL/SE/123456", false, false)]
    [InlineData("FI/SE/12345", false, true)]
    [InlineData("local-number", false, true)]
    public void An_identifier_that_nobody_else_can_use_is_not_forwarded(string identifier, bool forwarded, bool said)
    {
        var acting = new NaturalPerson("LV/SE/654321", "Ozols", "Janis", new DateOnly(1970, 1, 1));
        var person = new AuthenticatedPerson(new NaturalPerson(identifier, "Virtanen", "Aino", new DateOnly(1984, 2, 29)), acting, LevelOfAssurance.Substantial, "FI", DateTimeOffset.UnixEpoch);
        var (subject, representative) = new RequestSubject(RequestSubject.KnownRekeyingCountries).Of(person, "T3");
        (((OotsNaturalPerson)subject).Identifier is not null).ShouldBe(forwarded);
        RequestSubject.LeavesOut(person.Subject).ShouldBe(said);
        RequestSubject.LeavesOut(acting).ShouldBeFalse();
        subject.LevelOfAssurance.ShouldBe("Substantial");
        representative!.SectorAttributes.ShouldHaveSingleItem().Value.ShouldBe("T3");
        subject.SectorAttributes.ShouldBeEmpty();
    }

    [Fact]
    public void The_requester_waits_longer_than_the_provider()
    {
        var limits = ExchangeLimits.Default;
        limits.RequesterDeadline(DateTimeOffset.UnixEpoch, isSecondRequest: true).ShouldBe(DateTimeOffset.UnixEpoch.AddMinutes(56));
    }

    private static T Read<T>(string text)
        where T : EdmMessage
    {
        EdmDocument.TryRead(UTF8.GetBytes(text), out var document, out _).ShouldBeTrue();
        RuleJudge.Broken(document).ShouldBeEmpty();
        EdmParser.TryParse(document, out var message, out var problem).ShouldBeTrue(problem);
        return message.ShouldBeOfType<T>();
    }
}
