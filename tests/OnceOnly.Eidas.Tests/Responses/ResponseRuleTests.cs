// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.Responses.Rules;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

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

    [Fact]
    public void all_that_shows_of_a_bad_signature_and_of_the_encryption_under_it_is_named_at_once()
    {
        var forge = new Forge { ResponseKey = new SigningKey(TestKeys.Rsa(2048), SignatureAlgorithm.RsaPkcs1Sha256) };
        var document = NodeMetadataDocument.Create(
            Actors.Node with { SigningKey = new SigningKey(TestKeys.Rsa(2048)) }, null, Actors.Now, TimeSpan.FromDays(1));
        NodeMetadata.TryRead(document, MetadataTrust.AsGiven, Actors.Now, out var node, out _).ShouldBeTrue();
        forge.Expected = forge.Expected with { Node = node };
        Breaking.AlterMethod(forge, "http://www.w3.org/2001/04/xmlenc#aes256-cbc", first: true);
        forge.AlterText = text => text.Replace("URI=\"#_response\"", "URI=\"\"", StringComparison.Ordinal);

        Rules(forge).ShouldBe(
            [ResponseRules.SignatureReference, ResponseRules.SignatureAlgorithm, ResponseRules.SignatureKey, ResponseRules.EncryptionAlgorithm]);
    }

    [Theory]
    [InlineData("http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116")]
    [InlineData("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1")]
    [InlineData("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", "http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    public void an_algorithm_that_is_refused_hides_neither_the_reference_nor_the_keys(string allowed, string refused)
    {
        var forge = new Forge { AlterText = text => Signature(text, allowed, refused).Replace("URI=\"#_response\"", "URI=\"\"", StringComparison.Ordinal) };

        Rules(forge).ShouldBe([ResponseRules.SignatureReference, ResponseRules.SignatureAlgorithm]);
    }

    [Fact]
    public void nothing_is_decrypted_for_a_stranger_but_its_form_is_looked_at()
    {
        var forge = new Forge { ResponseKey = null! };
        Rules(forge).ShouldBe([ResponseRules.SignaturePresent]);

        forge = new Forge { ResponseKey = null!, Wrap = _ => new XElement(Templates.Saml + "EncryptedAssertion") };
        Rules(forge).ShouldBe([ResponseRules.SignaturePresent, ResponseRules.EncryptionForm]);
    }

    [Fact]
    public void a_log_in_without_its_time_does_not_hide_its_level()
    {
        var forge = new Forge();
        forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", null);
        forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/low";

        Rules(forge).ShouldBe([ResponseRules.AuthnInstant, ResponseRules.LevelOfAssurance]);
    }

    private static IEnumerable<ResponseRule> Rules(Forge forge) =>
        forge.Validate().ShouldBeOfType<RefusedResponse>().Failures.Select(failure => failure.Rule);

    private static string Signature(string text, string from, string to)
    {
        var end = text.IndexOf("</ds:Signature>", StringComparison.Ordinal);
        return text[..end].Replace(from, to, StringComparison.Ordinal) + text[end..];
    }
}
