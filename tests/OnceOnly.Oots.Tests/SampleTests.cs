// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.RegularExpressions;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Oots.Tests;

public sealed class SampleTests
{
    public static TheoryData<string> Names => [.. typeof(Samples).GetProperties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sample_keeps_every_rule_of_its_version(string name)
    {
        var text = (string)typeof(Samples).GetProperty(name)!.GetValue(null)!;
        EdmDocument.TryRead(Encoding.UTF8.GetBytes(text), out var document, out var fault).ShouldBeTrue(fault.ToString());
        EdmRules.Check(document, OotsCodeLists.BuiltIn).Select(violation => $"{violation.Id} {violation.Location}").ShouldBeEmpty();
        document.Version!.Value.Number().ShouldBe(name.EndsWith("20", StringComparison.Ordinal) ? "2.0" : "1.2");
    }

    [Fact]
    public void The_first_line_lets_more_stand_in_identifiers()
    {
        var text = Samples.Response12
            .Replace("urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI", "urn:oasis:names:tc:ebcore:partyid-type:unregistered:simulator", StringComparison.Ordinal);
        text = Regex.Replace(text, "(?<=EvidenceResponseIdentifier.{0,100}<rim:Value>)", "urn:uuid:", RegexOptions.Singleline, TimeSpan.FromSeconds(5));

        Broken(text).ShouldBe(["R-EDM-RESP-C003", "R-EDM-RESP-C007", "R-EDM-RESP-C039"], ignoreOrder: true);
        Broken(text.Replace("oots-edm:v1.2", "oots-edm:v1.0", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Broken(string message)
    {
        EdmDocument.TryRead(Encoding.UTF8.GetBytes(message), out var document, out _).ShouldBeTrue();
        return EdmRules.Check(document, OotsCodeLists.BuiltIn).Select(violation => violation.Id).Distinct(StringComparer.Ordinal);
    }
}
