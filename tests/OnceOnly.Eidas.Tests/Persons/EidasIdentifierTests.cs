// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Tests.Persons;

public class EidasIdentifierTests
{
    public static TheoryData<string> Accepted =>
    [
        "ES/EL/1", "AZ/ZA/x", "ES/EL//", "ES/EL/a/b==/C-d", "ES/EL/ñ", "ES/EL/\U0001D11E", "ES/EL/" + new string('1', 250),
    ];

    public static TheoryData<string> Refused =>
    [
        "", "ES/EL", "ES/EL/", "ES/EL/" + new string('1', 251),
        "eS/EL/1", "Es/EL/1", "ES/eL/1", "ES/El/1", "1S/EL/1", "E1/EL/1", "ES/1L/1", "ES/E1/1", "@S/EL/1", "E[/EL/1",
        "ES-EL/1", "ES/EL-1", "ESP/EL/1", "ÉS/EL/1",
        "ES/EL/1 2", "ES/EL/1\u00A02", "ES/EL/1\u0007", "ES/EL/1\u200B", "ES/EL/1\u2028", "ES/EL/1\u2029", "ES/EL/1\uE000", "ES/EL/1\u0378",
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void an_identifier_names_its_countries_and_keeps_the_rest_as_it_is(string text)
    {
        EidasIdentifier.TryParse(text, out var identifier).ShouldBeTrue();

        identifier.Value.ShouldBe(text);
        (identifier.Origin, identifier.Destination).ShouldBe((text[..2], text.Substring(3, 2)));
        identifier.ToString().ShouldBe(text[..6] + "…");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void an_identifier_has_two_countries_and_a_rest_that_can_be_seen(string text)
    {
        EidasIdentifier.TryParse(text, out var identifier).ShouldBeFalse();
        identifier.ShouldBeNull();
        EidasIdentifier.TryParse(null, out _).ShouldBeFalse();
    }

    [Fact]
    public void case_matters()
    {
        EidasIdentifier.TryParse("ES/EL/a", out var lower).ShouldBeTrue();
        EidasIdentifier.TryParse("ES/EL/A", out var upper).ShouldBeTrue();

        lower.ShouldNotBe(upper);
    }

    [Theory]
    [InlineData("GR", "EL", true)]
    [InlineData("EL", "GR", true)]
    [InlineData("GB", "UK", true)]
    [InlineData("UK", "GB", true)]
    [InlineData("ES", "ES", true)]
    [InlineData("ES", "FR", false)]
    [InlineData("GB", "GR", false)]
    [InlineData("UK", "EL", false)]
    [InlineData("es", "ES", false)]
    public void two_countries_have_two_codes_each(string one, string other, bool same) =>
        CountryCode.AreSame(one, other).ShouldBe(same);
}
