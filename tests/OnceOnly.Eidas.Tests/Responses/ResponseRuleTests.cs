// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Responses;

public class ResponseRuleTests
{
    public static TheoryData<string, string> Cases => new(RuleCases.All.Select(found => (found.Rule.Name, found.How)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void a_response_that_breaks_a_rule_is_refused_by_its_name_and_without_personal_data(string rule, string how)
    {
        var forge = new Forge();
        RuleCases.All.Single(found => found.Rule.Name == rule && found.How == how).Break(forge);

        var refused = forge.Validate().ShouldBeOfType<RefusedResponse>();

        refused.Failures.Select(failure => failure.Rule.Name).ShouldContain(rule);
        var details = string.Concat(refused.Failures.Select(failure => failure.Detail));
        foreach (var personal in new[] { "Garcia", "Carmen", "02635542Y", "1980" })
        {
            details.ShouldNotContain(personal);
        }
    }

    [Fact]
    public void every_rule_has_a_case_and_a_name_of_its_own()
    {
        RuleCases.All.Select(found => found.Rule).Distinct().ShouldBe(ResponseRules.All, ignoreOrder: true);
        ResponseRules.All.Select(rule => rule.Name).ShouldBeUnique();
    }

    [Fact]
    public void the_conformance_page_lists_these_rules_and_no_others()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "eidas-conformance.md"));
        var responses = page[page.IndexOf("## Responses", StringComparison.Ordinal)..];
        var section = responses[..responses.IndexOf("\n## ", 1, StringComparison.Ordinal)];
        section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .ShouldBe(ResponseRules.All.Select(rule => $"| `{rule.Name}` | {rule.Meaning} |"));
    }

    [Fact]
    public void all_broken_rules_are_named_at_once()
    {
        var forge = new Forge();
        forge.Response.SetAttributeValue("Destination", "https://other.example/");
        forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/low";
        forge.Attribute("FirstName").Remove();

        var refused = forge.Validate().ShouldBeOfType<RefusedResponse>();

        refused.Failures.Select(failure => failure.Rule).ShouldBe(
            [ResponseRules.ResponseDestination, ResponseRules.LevelOfAssurance, ResponseRules.MinimumDataSet]);
    }
}
