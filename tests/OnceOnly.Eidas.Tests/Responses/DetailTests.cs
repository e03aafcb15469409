// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>What the operator is told of a broken rule beside its name.</summary>
public class DetailTests
{
    private static readonly XName Value = Templates.Saml + "AttributeValue";

    private static readonly string Long = new('x', 200);

    private static readonly Dictionary<string, (ResponseRule Rule, string? Detail, Action<Forge> Break)> Cases = new(StringComparer.Ordinal)
    {
        ["an instant missing"] = (ResponseRules.ResponseIssueInstant, "It is missing.", forge => forge.Response.SetAttributeValue("IssueInstant", null)),
        ["an instant of another form"] = (ResponseRules.ResponseIssueInstant, "It is not a time in UTC.", forge => forge.Response.SetAttributeValue("IssueInstant", "now")),
        ["an instant before the request"] = (ResponseRules.ResponseIssueInstant, "It is before the request.", forge => forge.Response.SetAttributeValue("IssueInstant", "2026-11-21T11:58:00Z")),
        ["a beginning to come"] = (ResponseRules.ConditionsNotBefore, "It is in the future, 235 s ahead of our clock.", forge => forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T12:04:00Z")),
        ["a beginning missing"] = (ResponseRules.ConditionsNotBefore, "It is missing.", forge => forge.In("Conditions").SetAttributeValue("NotBefore", null)),
        ["an end missing"] = (ResponseRules.ConditionsNotOnOrAfter, "It is missing.", forge => forge.In("Conditions").SetAttributeValue("NotOnOrAfter", null)),
        ["an end of another form"] = (ResponseRules.ConditionsNotOnOrAfter, "It is not a time in UTC.", forge => forge.In("Conditions").SetAttributeValue("NotOnOrAfter", "never")),
        ["an end that is reached"] = (ResponseRules.SubjectNotOnOrAfter, "It is over.", forge => forge.In("SubjectConfirmationData").SetAttributeValue("NotOnOrAfter", "2026-11-21T12:00:01Z")),
        ["an end before its beginning"] = (ResponseRules.ConditionsNotOnOrAfter, "It is not after the beginning.", forge =>
        {
            forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T12:00:30Z");
            forge.In("Conditions").SetAttributeValue("NotOnOrAfter", "2026-11-21T12:00:30Z");
        }),
        ["a version missing"] = (ResponseRules.ResponseVersion, "It is missing.", forge => forge.Response.SetAttributeValue("Version", null)),
        ["another version"] = (ResponseRules.AssertionVersion, "It is '1.1', not '2.0'.", forge => forge.Assertion.SetAttributeValue("Version", "1.1")),
        ["a long destination"] = (ResponseRules.ResponseDestination, $"It is '{Long}', not '{Actors.Us.AssertionConsumerService}'.", forge => forge.Response.SetAttributeValue("Destination", Long)),
        ["a longer destination"] = (ResponseRules.ResponseDestination, $"It is '{Long}…', not '{Actors.Us.AssertionConsumerService}'.", forge => forge.Response.SetAttributeValue("Destination", Long + "y")),
        ["an issuer missing"] = (ResponseRules.AssertionIssuer, "It is missing.", forge => forge.In("Issuer").Remove()),
        ["an issuer with a comment"] = (ResponseRules.AssertionIssuer, "It is missing.", forge => forge.In("Issuer").Add(new XComment("x"))),
        ["an issuer of another format"] = (ResponseRules.AssertionIssuer, "Its Format is not that of an entity.", forge => forge.In("Issuer").SetAttributeValue("Format", "urn:x")),
        ["another issuer"] = (ResponseRules.ResponseIssuer, $"It is 'urn:x', not '{Actors.Node.EntityId}'.", forge => forge.Response.Element(Templates.Saml + "Issuer")!.Value = "urn:x"),
        ["another audience"] = (ResponseRules.ConditionsAudience, $"'{Actors.Us.EntityId}' is not among them.", forge => forge.In("AudienceRestriction").RemoveNodes()),
        ["an assertion younger than its response"] = (ResponseRules.AssertionIssueInstant, "It is later than that of the Response.", forge => forge.Assertion.SetAttributeValue("IssueInstant", "2026-11-21T12:00:03Z")),
        ["a lower level"] = (ResponseRules.LevelOfAssurance, "It is 'http://eidas.europa.eu/LoA/low'.", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/low"),
        ["a level that was not declared"] = (ResponseRules.LevelDeclared, "It is 'http://eidas.europa.eu/LoA/substantial'.", forge => forge.Expected = forge.Expected with
        {
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = ["http://eidas.europa.eu/LoA/low"] }),
        }),
        ["an attribute twice"] = (ResponseRules.AttributeOnce, "PersonIdentifier", forge => forge.In("AttributeStatement").Add(Natural("PersonIdentifier", "ES/EL/1"))),
        ["a name format"] = (ResponseRules.AttributeNameFormat, "FirstName", forge => forge.Attribute("FirstName").SetAttributeValue("NameFormat", "urn:x")),
        ["a value"] = (ResponseRules.AttributeValue, "DateOfBirth", forge => forge.Attribute("DateOfBirth").Element(Value)!.Value = "1980"),
        ["two values"] = (ResponseRules.AttributeTransliteration, "FamilyName", forge => forge.Attribute("FamilyName").Add(new XElement(Value, "Other"))),
        ["an origin"] = (ResponseRules.IdentifierOrigin, "It is FR, not ES.", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "FR/EL/1"),
        ["a destination"] = (ResponseRules.IdentifierDestination, "It is FR, not EL.", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "ES/FR/1"),
        ["something else encrypted"] = (ResponseRules.AssertionXml, "The root is not an Assertion.", forge => forge.AlterPlaintext = _ => "<a/>"),
        ["no XML encrypted"] = (ResponseRules.AssertionXml, "Malformed", forge => forge.AlterPlaintext = _ => "<a"),
        ["a stranger's signature"] = (ResponseRules.AssertionSignature, "NotMadeByTrustedKey", forge => forge.AssertionKey = new SigningKey(TestKeys.StrangerRsa)),
        ["a rule that says it all"] = (ResponseRules.ResponseId, null, forge => forge.AlterText = text => text.Replace(" ID=\"_response\"", "", StringComparison.Ordinal)),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void the_operator_is_told_how_a_rule_was_broken(string how)
    {
        var forge = new Forge();
        Cases[how].Break(forge);

        forge.Validate().ShouldBeOfType<RefusedResponse>().Failures
            .Select(failure => (failure.Rule, failure.Detail)).ShouldContain((Cases[how].Rule, Cases[how].Detail));
    }
}
