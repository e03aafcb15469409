// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Oots.Tests.Rules;

/// <summary>Holds schemas/oots/rules.csv against the code and against the tests.</summary>
public sealed class RuleTableTests
{
    private static readonly Dictionary<string, IEnumerable<string>> BrokenByTest = new(StringComparer.Ordinal)
    {
        [nameof(RequestRuleTests)] = RequestRuleTests.Cases.Select(@case => @case.Rule),
        [nameof(ResponseRuleTests)] = ResponseRuleTests.Cases.Select(@case => @case.Rule),
        [nameof(ErrorRuleTests)] = ErrorRuleTests.Cases.Select(@case => @case.Rule),
        [nameof(HeaderRuleTests)] = HeaderRuleTests.Cases.Select(@case => @case.Rule),
    };

    [Fact]
    public void The_table_says_checked_of_exactly_the_rules_that_are()
    {
        RuleTable.Rows.Where(row => row.IsChecked).Select(row => row.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(EdmRules.CheckedIds.Concat(HeaderRules.CheckedIds).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_checked_rule_is_broken_by_a_case_of_the_test_the_table_names()
    {
        foreach (var row in RuleTable.Rows.Where(row => row.IsChecked))
        {
            BrokenByTest[row.Test].ShouldContain(row.Id);
        }
    }

    [Fact]
    public void Each_case_breaks_a_rule_of_the_table()
    {
        BrokenByTest.Values.SelectMany(rules => rules)
            .Except(RuleTable.Rows.Where(row => row.IsChecked).Select(row => row.Id), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_has_one_line_a_version_and_each_line_says_what_it_asks()
    {
        var lines = RuleTable.Rows.SelectMany(row => row.Versions.Select(version => (row.Id, version))).ToList();
        lines.Distinct().Count().ShouldBe(lines.Count);
        RuleTable.Rows.ShouldAllBe(row => row.Meaning.Length > 10 && row.Meaning.EndsWith('.'));
        RuleTable.Rows.Where(row => !row.IsChecked).ShouldAllBe(row => row.Test.Length == 0);
        RuleTable.Find("R-EDM-REQ-S062", EdmVersion.V12).ShouldBeNull();
    }
}
