// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>The last moment that is still right, and the first that is not.</summary>
public class BoundaryTests
{
    private const string StatusPrefix = "urn:oasis:names:tc:SAML:2.0:status:";

    private static readonly DateTimeOffset Now = Actors.Now.AddSeconds(5);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    // Rule, the attribute it is about, and the farthest it may lie from now; the request was made long before.
    public static TheoryData<string, string, string, double> Ages => new()
    {
        { "response-issue-instant", "Response", "IssueInstant", 6 },
        { "assertion-issue-instant", "Assertion", "IssueInstant", 6 },
        { "authn-instant", "AuthnStatement", "AuthnInstant", 61 },
    };

    [Theory]
    [MemberData(nameof(Ages))]
    public void an_instant_may_be_so_old_and_no_older(string rule, string element, string attribute, double minutes)
    {
        var oldest = Now.AddMinutes(-minutes);
        Breaks(rule, element, attribute, oldest, requestedAt: null).ShouldBeFalse();
        Breaks(rule, element, attribute, oldest - Moment, requestedAt: null).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Ages))]
    public void an_instant_may_be_ahead_of_our_clock_by_a_minute(string rule, string element, string attribute, double minutes)
    {
        minutes.ShouldBeGreaterThan(0);
        Breaks(rule, element, attribute, Now.AddMinutes(1), requestedAt: null).ShouldBeFalse();
        Breaks(rule, element, attribute, Now.AddMinutes(1) + Moment, requestedAt: null).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Ages))]
    public void an_instant_may_be_before_the_request_by_a_minute(string rule, string element, string attribute, double minutes)
    {
        minutes.ShouldBeGreaterThan(0);
        Breaks(rule, element, attribute, Actors.Now.AddMinutes(-1), Actors.Now).ShouldBeFalse();
        Breaks(rule, element, attribute, Actors.Now.AddMinutes(-1) - Moment, Actors.Now).ShouldBeTrue();
    }

    [Theory]
    [InlineData("conditions-not-before", "Conditions", "NotBefore", 60, false)]
    [InlineData("conditions-not-before", "Conditions", "NotBefore", 60.001, true)]
    [InlineData("conditions-not-on-or-after", "Conditions", "NotOnOrAfter", 0.001, false)]
    [InlineData("conditions-not-on-or-after", "Conditions", "NotOnOrAfter", 0, true)]
    [InlineData("subject-not-on-or-after", "SubjectConfirmationData", "NotOnOrAfter", 0.001, false)]
    [InlineData("subject-not-on-or-after", "SubjectConfirmationData", "NotOnOrAfter", 0, true)]
    [InlineData("session-not-on-or-after", "AuthnStatement", "SessionNotOnOrAfter", 0.001, false)]
    [InlineData("session-not-on-or-after", "AuthnStatement", "SessionNotOnOrAfter", 0, true)]
    [InlineData("assertion-lifetime", "Conditions", "NotOnOrAfter", 86_400, false)]
    [InlineData("assertion-lifetime", "Conditions", "NotOnOrAfter", 86_400.001, true)]
    [InlineData("assertion-lifetime", "SubjectConfirmationData", "NotOnOrAfter", 86_400, false)]
    [InlineData("assertion-lifetime", "SubjectConfirmationData", "NotOnOrAfter", 86_400.001, true)]
    public void times_of_validity_begin_with_tolerance_and_end_without(string rule, string element, string attribute, double secondsFromNow, bool breaks) =>
        Breaks(rule, element, attribute, Now.AddMilliseconds(Math.Round(secondsFromNow * 1000)), Actors.Now).ShouldBe(breaks);

    [Theory]
    [InlineData("2026-11-21T12:00:01.623Z", false)]
    [InlineData("2026-11-21T12:00:01.624Z", true)]
    public void an_assertion_may_be_half_a_second_younger_than_its_response(string issued, bool breaks)
    {
        var forge = new Forge();
        forge.Assertion.SetAttributeValue("IssueInstant", issued);

        Rules(forge).Contains("assertion-issue-instant").ShouldBe(breaks);
    }

    [Fact]
    public void metadata_end_at_their_end()
    {
        var end = Actors.NodeMetadata().ValidUntil!.Value;

        Rules(new Forge { Now = end }).ShouldContain("metadata-valid-until");
        Rules(new Forge { Now = end - Moment }).ShouldNotContain("metadata-valid-until");
    }

    [Theory]
    [InlineData(120, "120 s ahead", 120)]
    [InlineData(3600, "3600 s ahead", 3600)]
    [InlineData(5400, "1.5 hours ahead", 5400)]
    [InlineData(86_400, "24 hours ahead", 86_400)]
    [InlineData(129_600, "1.5 days ahead", null)]
    [InlineData(-70, "before the request", -65)] // which was made 5 s ago
    [InlineData(-600, "600 s behind", -595)]
    [InlineData(-7200, "2 hours behind", -7195)]
    [InlineData(-86_405, "1 days behind", -86_400)]
    [InlineData(-86_406, "1 days behind", null)]
    public void how_far_a_clock_is_off_is_told(int seconds, string told, int? offset)
    {
        var forge = new Forge();
        forge.Response.SetAttributeValue("IssueInstant", SamlInstant.Format(Now.AddSeconds(seconds)));

        var refused = forge.Validate().ShouldBeOfType<RefusedResponse>();

        refused.Failures.Single(failure => failure.Rule == ResponseRules.ResponseIssueInstant).Detail!.ShouldContain(told);
        refused.ClockOffset.ShouldBe(offset is { } off ? TimeSpan.FromSeconds(off) : null);
        refused.Delay.ShouldBeNull();
    }

    [Fact]
    public void only_a_signed_response_with_a_wrong_time_tells_of_a_clock()
    {
        var unsigned = new Forge { ResponseKey = null! };
        unsigned.Response.SetAttributeValue("IssueInstant", SamlInstant.Format(Now.AddHours(1)));
        unsigned.Validate().ShouldBeOfType<RefusedResponse>().ClockOffset.ShouldBeNull();

        var elsewhere = new Forge();
        elsewhere.Response.SetAttributeValue("Destination", "https://other.example/");
        elsewhere.Validate().ShouldBeOfType<RefusedResponse>().ClockOffset.ShouldBeNull();
    }

    [Fact]
    public void an_assertion_beside_a_failure_is_passed_over_signed_or_not()
    {
        foreach (var key in new[] { null, Actors.Node.SigningKey })
        {
            var forge = new Forge
            {
                AssertionKey = key,
                Wrap = plaintext => System.Xml.Linq.XElement.Parse(System.Text.Encoding.UTF8.GetString(plaintext)),
            };
            forge.Response.Descendants(Templates.Samlp + "StatusCode").First().SetAttributeValue("Value", "urn:oasis:names:tc:SAML:2.0:status:Responder");

            forge.Validate().ShouldBeOfType<UnsuccessfulResponse>().Reason.ShouldBe(LoginFailureReason.NodeFailed);
        }
    }

    [Fact]
    public void a_failure_counts_only_when_the_answer_keeps_the_other_rules()
    {
        var forge = new Forge { Wrap = _ => null };
        forge.Response.Descendants(Templates.Samlp + "StatusCode").Single().SetAttributeValue("Value", StatusPrefix + "Responder");
        forge.Response.SetAttributeValue("Destination", "https://other.example/");

        Rules(forge).ShouldBe(["response-destination", "response-status"]);
    }

    [Theory]
    [InlineData("http://eidas.europa.eu/NotNotified/LoA/low", "http://eidas.europa.eu/NotNotified/LoA/low", true)]
    [InlineData("http://eidas.europa.eu/LoA/NotNotified/low", "http://eidas.europa.eu/NotNotified/LoA/low", true)]
    [InlineData("http://eidas.europa.eu/NotNotified/LoA/substantial", "http://eidas.europa.eu/NotNotified/LoA/low", false)]
    [InlineData("http://eidas.europa.eu/LoA/high", "http://eidas.europa.eu/NotNotified/LoA/low", false)]
    public void a_level_that_is_not_notified_is_one_the_metadata_declare(string declared, string level, bool accepted)
    {
        var forge = new Forge();
        forge.In("AuthnContextClassRef").Value = level;
        forge.Expected = forge.Expected with
        {
            Demand = AuthnContextDemand.Exact([level]),
            HighestLevel = AssuranceLevel.Low,
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [declared] }),
        };

        Rules(forge).ShouldBe(accepted ? [] : ["level-of-assurance-declared"]);
    }

    [Fact]
    public void the_highest_level_the_metadata_declare_counts()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with
        {
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [AssuranceLevelUri.Of(AssuranceLevel.Low), AssuranceLevelUri.Of(AssuranceLevel.Substantial)] }),
        };

        Rules(forge).ShouldBeEmpty();
    }

    [Fact]
    public void conditions_may_also_restrict_who_passes_the_assertion_on()
    {
        var forge = new Forge();
        forge.In("Conditions").Add(new XElement(Templates.Saml + "ProxyRestriction"), new XElement(forge.In("AudienceRestriction")));
        forge.In("AuthnStatement").SetAttributeValue("SessionNotOnOrAfter", "2026-11-21T13:00:00Z");

        Rules(forge).ShouldBeEmpty();
    }

    private static bool Breaks(string rule, string element, string attribute, DateTimeOffset time, DateTimeOffset? requestedAt)
    {
        var forge = new Forge();
        (element == "Response" ? forge.Response : forge.In(element)).SetAttributeValue(attribute, SamlInstant.Format(time));
        if (rule == "conditions-not-on-or-after")
        {
            forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T11:59:00Z");
        }

        forge.Expected = forge.Expected with { RequestIssuedAt = requestedAt };
        // An assertion may not be younger than its Response, whatever the clock says.
        if (element == "Assertion" && time > Now)
        {
            forge.Response.SetAttributeValue("IssueInstant", SamlInstant.Format(Now.AddMinutes(1)));
        }

        return Rules(forge).Contains(rule);
    }

    private static List<string> Rules(Forge forge) => forge.Validate() is RefusedResponse refused
        ? [.. refused.Failures.Select(failure => failure.Rule.Name)]
        : [];
}
