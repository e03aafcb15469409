// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Oots.Tests.Rules;

internal static class RuleJudge
{
    public static TheoryData<int, string> Name(RuleCase[] cases)
    {
        var names = new TheoryData<int, string>();
        for (var index = 0; index < cases.Length; index++)
        {
            names.Add(index, cases[index].Rule);
        }

        return names;
    }

    public static void BreaksOnlyItsRule(EdmKind kind, RuleCase @case)
    {
        var message = @case.Change(@case.Message);
        EdmDocument.TryReadAs(kind, Encoding.UTF8.GetBytes(message), out var document, out var fault).ShouldBeTrue(fault.ToString());
        var violations = EdmRules.Check(document, OotsCodeLists.BuiltIn);
        violations.Select(violation => violation.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(@case.Also.Append(@case.Rule).Order(StringComparer.Ordinal), string.Join('\n', violations));
        violations.ShouldAllBe(violation => violation.Severity == RuleTable.Find(violation.Id, document.Version ?? EdmVersion.V20)!.Severity);
    }

    /// <summary>Ids of the rules that refuse a message.</summary>
    public static IEnumerable<string> Broken(EdmDocument document) => EdmRules.Check(document, OotsCodeLists.BuiltIn)
        .Where(violation => violation.Severity == RuleSeverity.Error)
        .Select(violation => $"{violation.Id} at {violation.Location}");
}
