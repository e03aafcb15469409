// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>A good answer that comes too late is told from one that was never good, and from a wrong clock.</summary>
public class LatenessTests
{
    private static readonly XName StatusCode = Templates.Samlp + "StatusCode";

    // From when the Response was made to when it came; the first is within every tolerance but the end of the assertion.
    [Theory]
    [InlineData(315)]
    [InlineData(616)]
    [InlineData(7200)]
    public void an_answer_that_was_good_in_its_time_is_only_late(int seconds)
    {
        var refused = Refused(After(seconds));

        refused.Delay.ShouldBe(TimeSpan.FromSeconds(seconds));
        refused.ClockOffset.ShouldBeNull();
        refused.Failures.ShouldAllBe(failure => failure.IsLateness);
    }

    [Fact]
    public void a_failure_that_comes_late_is_only_late_too()
    {
        var forge = After(616);
        forge.Wrap = _ => null;
        forge.Response.Descendants(StatusCode).Single().SetAttributeValue("Value", "urn:oasis:names:tc:SAML:2.0:status:Responder");

        var refused = Refused(forge);

        refused.Delay.ShouldBe(TimeSpan.FromSeconds(616));
        refused.Failures.ShouldHaveSingleItem().Rule.ShouldBe(ResponseRules.ResponseIssueInstant);
    }

    public static TheoryData<string> Faults => new(Spoilt.Keys);

    private static readonly Dictionary<string, Action<Forge>> Spoilt = new(StringComparer.Ordinal)
    {
        ["no signature"] = forge => forge.ResponseKey = null!,
        ["another audience"] = forge => forge.In("AudienceRestriction").RemoveNodes(),
        ["an end before its beginning"] = forge => forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T12:06:00Z"),
        ["no end"] = forge => forge.In("SubjectConfirmationData").SetAttributeValue("NotOnOrAfter", null),
        ["a log-in before the request"] = forge => forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", "2026-11-21T10:00:00Z"),
        ["a log-in in the future"] = forge => forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", "2026-11-21T13:00:00Z"),
        ["a log-in too long before the answer"] = forge =>
        {
            forge.Expected = forge.Expected with { RequestIssuedAt = null };
            forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", "2026-11-21T10:00:00Z");
        },
        ["an assertion after its answer"] = forge => forge.Assertion.SetAttributeValue("IssueInstant", "2026-11-21T12:00:02Z"),
        ["an assertion over when it was made"] = forge => forge.In("SubjectConfirmationData").SetAttributeValue("NotOnOrAfter", "2026-11-21T11:05:00Z"),
        ["a session over when it was made"] = forge => forge.In("AuthnStatement").SetAttributeValue("SessionNotOnOrAfter", "2026-11-21T11:05:00Z"),
        ["a failure for another endpoint"] = forge =>
        {
            forge.Wrap = _ => null;
            forge.Response.Descendants(StatusCode).Single().SetAttributeValue("Value", "urn:oasis:names:tc:SAML:2.0:status:Responder");
            forge.Response.SetAttributeValue("Destination", "https://other.example/");
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void a_late_answer_with_another_fault_was_never_good(string fault)
    {
        var forge = After(616);
        Spoilt[fault](forge);

        Refused(forge).Delay.ShouldBeNull();
    }

    [Fact]
    public void a_good_answer_in_time_with_a_fault_is_not_late()
    {
        var forge = new Forge();
        forge.In("AudienceRestriction").RemoveNodes();

        Refused(forge).Delay.ShouldBeNull();
    }

    [Fact]
    public void without_knowing_the_request_an_old_answer_is_late_and_no_clock_is_blamed()
    {
        var forge = After(616);
        forge.Expected = forge.Expected with { RequestIssuedAt = null };

        var refused = Refused(forge);

        refused.ClockOffset.ShouldBeNull();
        refused.Delay.ShouldBe(TimeSpan.FromSeconds(616));
    }

    private static Forge After(int seconds) => new() { Now = Actors.Now.AddMilliseconds(1123) + TimeSpan.FromSeconds(seconds) };

    private static RefusedResponse Refused(Forge forge) => forge.Validate().ShouldBeOfType<RefusedResponse>();
}
