// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Attacks;

/// <summary>The same text in other bytes, and other text in the same places.</summary>
public class EncodingTests
{
    // Each text of a message that decides something, and where the trick goes.
    private static readonly Dictionary<string, Func<Forge, XElement>> Texts = new(StringComparer.Ordinal)
    {
        ["the Response's Issuer"] = forge => forge.Response.Element(Templates.Saml + "Issuer")!,
        ["the Assertion's Issuer"] = forge => forge.In("Issuer"),
        ["NameID"] = forge => forge.In("NameID"),
        ["Audience"] = forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last(),
        ["AuthnContextClassRef"] = forge => forge.In("AuthnContextClassRef"),
        ["PersonIdentifier"] = forge => forge.Attribute("PersonIdentifier").Element(Templates.Saml + "AttributeValue")!,
        ["FamilyName"] = forge => forge.Attribute("FamilyName").Element(Templates.Saml + "AttributeValue")!,
        ["DateOfBirth"] = forge => forge.Attribute("DateOfBirth").Element(Templates.Saml + "AttributeValue")!,
    };

    private static readonly Dictionary<string, Func<string, object[]>> Tricks = new(StringComparer.Ordinal)
    {
        ["a comment in the middle"] = text => [text[..2], new XComment("x"), text[2..]],
        ["a comment in front"] = text => [new XComment("x"), text],
        ["a comment behind"] = text => [text, new XComment("x")],
        ["a processing instruction"] = text => [text[..2], new XProcessingInstruction("x", "y"), text[2..]],
        ["a CDATA section"] = text => [new XCData(text)],
        ["an element"] = text => [text[..2], new XElement("x"), text[2..]],
    };

    public static TheoryData<string, string> Disagreements =>
        new(Texts.Keys.SelectMany(where => Tricks.Keys.Select(trick => (where, trick))));

    [Theory]
    [MemberData(nameof(Disagreements))]
    public void text_on_which_parsers_disagree_is_never_read_even_when_it_was_signed(string where, string trick)
    {
        var forge = new Forge();
        var element = Texts[where](forge);
        element.ReplaceNodes(Tricks[trick](element.Value));

        forge.Validate().ShouldBeOfType<RefusedResponse>();
    }

    [Fact]
    public void character_references_mean_the_characters_they_stand_for()
    {
        var forge = new Forge { AlterPlaintext = text => text.Replace(">ES/EL/", ">&#x45;S&#47;EL/", StringComparison.Ordinal) };

        Subject(forge.Validate()).ShouldBe("ES/EL/02635542Y");
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void a_message_in_another_encoding_says_the_same_or_nothing(string name)
    {
        var forge = new Forge();
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(forge.Build())];

        var outcome = ResponseValidator.Validate(bytes, forge.Expected, forge.Now);

        if (outcome is not RefusedResponse)
        {
            Subject(outcome).ShouldBe("ES/EL/02635542Y");
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("ibm037")]
    [InlineData("utf-7")]
    [InlineData("no-such-encoding")]
    public void a_declaration_that_lies_about_the_encoding_is_refused(string name)
    {
        var forge = new Forge { AlterText = text => $"<?xml version=\"1.0\" encoding=\"{name}\"?>{text}" };

        Rule(forge.Validate()).ShouldBe(ResponseRules.MessageXml);
    }

    [Fact]
    public void letters_read_in_another_encoding_are_not_those_that_were_signed()
    {
        var forge = new Forge { AlterText = text => "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + text };
        forge.Response.SetAttributeValue("Consent", "é");

        Rule(forge.Validate()).ShouldBe(ResponseRules.SignatureDigest);
    }

    [Fact]
    public void XML_1_1_with_its_other_line_ends_and_controls_is_refused()
    {
        var forge = new Forge { AlterText = text => "<?xml version=\"1.1\"?>" + text };

        Rule(forge.Validate()).ShouldBe(ResponseRules.MessageXml);
    }

    // Overlong forms of '/', a lone surrogate, a byte that begins nothing, the null character.
    [Theory]
    [InlineData("C0AF")]
    [InlineData("E080AF")]
    [InlineData("EDA080")]
    [InlineData("FF")]
    [InlineData("00")]
    public void bytes_that_are_no_characters_are_refused(string hex)
    {
        var forge = new Forge();
        var bytes = Encoding.UTF8.GetBytes(forge.Build());
        var at = Encoding.UTF8.GetString(bytes).IndexOf("consent:obtained", StringComparison.Ordinal);
        byte[] changed = [.. bytes[..at], .. Convert.FromHexString(hex), .. bytes[at..]];

        Rule(ResponseValidator.Validate(changed, forge.Expected, forge.Now)).ShouldBe(ResponseRules.MessageXml);
    }

    [Theory]
    [InlineData("&#0;")]
    [InlineData("&#xFFFE;")]
    [InlineData("&#xD800;")]
    [InlineData("&evil;")]
    public void references_to_no_character_are_refused(string reference)
    {
        var forge = new Forge { AlterText = text => text.Replace("consent:obtained", reference, StringComparison.Ordinal) };
        Rule(forge.Validate()).ShouldBe(ResponseRules.MessageXml);

        var inside = new Forge { AlterPlaintext = text => text.Replace("Garcia", reference, StringComparison.Ordinal) };
        Rule(inside.Validate()).ShouldBe(ResponseRules.AssertionXml);
    }

    [Theory]
    [InlineData("\u200BES/EL/1")]
    [InlineData("ES/EL/1\uFEFF")]
    [InlineData("ＥS/EL/1")]
    [InlineData("ES⁄EL⁄1")]
    public void an_identifier_that_only_looks_right_is_none(string identifier)
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Element(Templates.Saml + "AttributeValue")!.Value = identifier;

        forge.Validate().ShouldBeOfType<RefusedResponse>().Failures.Select(failure => failure.Rule).ShouldContain(ResponseRules.AttributeValue);
    }

    private static ResponseRule Rule(ResponseOutcome outcome) => outcome.ShouldBeOfType<RefusedResponse>().Failures.ShouldHaveSingleItem().Rule;

    private static string Subject(ResponseOutcome outcome) => outcome.ShouldBeOfType<AcceptedResponse>().Subject.Identifier.Value;
}
