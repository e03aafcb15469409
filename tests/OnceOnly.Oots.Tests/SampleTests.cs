// SPDX-License-Identifier: EUPL-1.2

using System.Text;
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
}
