// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>The assertion and its subject.</summary>
internal static class AssertionCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
        (ResponseRules.AssertionXml, "not XML", forge => forge.AlterPlaintext = _ => "hello"),
        (ResponseRules.AssertionXml, "with a document type", forge => forge.AlterPlaintext = text => "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + text),
        (ResponseRules.AssertionXml, "two assertions", forge => forge.AlterPlaintext = text => text + text),
        (ResponseRules.AssertionXml, "another element", forge => forge.AlterPlaintext = text => $"<wrapper>{text}</wrapper>"),
        (ResponseRules.AssertionXml, "an ID twice", forge => forge.In("Subject").SetAttributeValue("Id", "_assertion")),
        (ResponseRules.AssertionXml, "nested too deeply", forge => forge.In("AuthnContextDecl").Add(XElement.Parse(Repeat("<a>", 100) + Repeat("</a>", 100)))),
        (ResponseRules.AssertionSchema, "an unknown element", forge => forge.Assertion.Add(new XElement("extra"))),
        (ResponseRules.AssertionSchema, "an unknown attribute", forge => forge.Assertion.SetAttributeValue("Extra", "x")),
        (ResponseRules.AssertionSchema, "an authorisation decision", forge => forge.Assertion.Add(new XElement(Templates.Saml + "AuthzDecisionStatement"))),
        (ResponseRules.AssertionSchema, "an assertion in Advice", forge => forge.In("Conditions").AddAfterSelf(new XElement(Templates.Saml + "Advice", new XElement(Templates.Saml + "Assertion")))),
        (ResponseRules.AssertionSchema, "an encrypted assertion in Advice", forge => forge.In("Conditions").AddAfterSelf(new XElement(Templates.Saml + "Advice", new XElement(Templates.Saml + "EncryptedAssertion")))),
        (ResponseRules.AssertionId, "missing", forge => forge.Assertion.SetAttributeValue("ID", null)),
        (ResponseRules.AssertionId, "empty", forge => forge.Assertion.SetAttributeValue("ID", "")),
        (ResponseRules.AssertionId, "that of the Response", forge => forge.Assertion.SetAttributeValue("ID", "_response")),
        (ResponseRules.AssertionVersion, "missing", forge => forge.Assertion.SetAttributeValue("Version", null)),
        (ResponseRules.AssertionVersion, "1.0", forge => forge.Assertion.SetAttributeValue("Version", "1.0")),
        .. Instants(ResponseRules.AssertionIssueInstant, forge => forge.Assertion, "IssueInstant"),
        (ResponseRules.AssertionIssueInstant, "after the Response's", forge => forge.Assertion.SetAttributeValue("IssueInstant", "2026-11-21T12:00:02Z")),
        (ResponseRules.AssertionIssuer, "missing", forge => forge.In("Issuer").Remove()),
        (ResponseRules.AssertionIssuer, "empty", forge => forge.In("Issuer").Value = ""),
        (ResponseRules.AssertionIssuer, "another", forge => forge.In("Issuer").Value = "https://node.example.fr/metadata"),
        (ResponseRules.AssertionIssuer, "in another case", forge => forge.In("Issuer").Value = Actors.Node.EntityId.ToUpperInvariant()),
        (ResponseRules.AssertionIssuer, "of another format", forge => forge.In("Issuer").SetAttributeValue("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient")),
        (ResponseRules.AssertionIssuer, "an empty format", forge => forge.In("Issuer").SetAttributeValue("Format", "")),
        (ResponseRules.AssertionSignature, "by another key", forge => forge.AssertionKey = new SigningKey(TestKeys.StrangerRsa)),
        (ResponseRules.AssertionSignature, "changed after signing", forge => (forge.AssertionKey, forge.AlterPlaintext) = (Actors.Node.SigningKey, text => text.Replace("Garcia", "Garzia", StringComparison.Ordinal))),
        (ResponseRules.AssertionSignature, "empty", forge => forge.In("Issuer").AddAfterSelf(new XElement(Ds("Signature")))),
        (ResponseRules.AssertionSignature, "not where it belongs", forge => forge.In("AuthnContextDecl").Add(new XElement(Ds("Signature")))),
        (ResponseRules.AssertionSignature, "a second one elsewhere", forge =>
        {
            forge.AssertionKey = Actors.Node.SigningKey;
            forge.In("AuthnContextDecl").Add(new XElement(Ds("Signature")));
        }),

        (ResponseRules.SubjectNameId, "without Subject", forge => forge.In("Subject").Remove()),
        (ResponseRules.SubjectNameId, "an empty Subject", forge => forge.In("Subject").RemoveNodes()),
        (ResponseRules.SubjectNameId, "an empty format", forge => forge.In("NameID").SetAttributeValue("Format", "")),
        (ResponseRules.SubjectNameId, "an encrypted one", forge => forge.In("NameID").Name = Templates.Saml + "EncryptedID"),
        (ResponseRules.SubjectNameId, "missing", forge => forge.In("NameID").Remove()),
        (ResponseRules.SubjectNameId, "empty", forge => forge.In("NameID").Value = ""),
        (ResponseRules.SubjectNameId, "blank", forge => forge.In("NameID").Value = " \n "),
        (ResponseRules.SubjectNameId, "of another format", forge => forge.In("NameID").SetAttributeValue("Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")),
        (ResponseRules.SubjectNameId, "with a comment in it", forge => forge.In("NameID").Add(new XComment("x"), ".evil.com")),
        (ResponseRules.SubjectConfirmation, "missing", forge => forge.In("SubjectConfirmation").Remove()),
        (ResponseRules.SubjectConfirmation, "without data", forge => forge.In("SubjectConfirmationData").Remove()),
        (ResponseRules.SubjectConfirmation, "without method", forge => forge.In("SubjectConfirmation").SetAttributeValue("Method", null)),
        (ResponseRules.SubjectConfirmation, "an empty method", forge => forge.In("SubjectConfirmation").SetAttributeValue("Method", "")),
        (ResponseRules.SubjectConfirmation, "holder of key", forge => forge.In("SubjectConfirmation").SetAttributeValue("Method", "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key")),
        (ResponseRules.SubjectConfirmation, "an unknown attribute", forge => forge.In("SubjectConfirmation").SetAttributeValue("Extra", "x")),
        (ResponseRules.SubjectConfirmation, "an unknown attribute in its data", forge => forge.In("SubjectConfirmationData").SetAttributeValue("Extra", "x")),
        (ResponseRules.SubjectConfirmation, "two", forge => forge.In("SubjectConfirmation").AddAfterSelf(forge.In("SubjectConfirmation"))),
        (ResponseRules.SubjectConfirmation, "by somebody else", forge => forge.In("SubjectConfirmationData").AddBeforeSelf(forge.In("NameID"))),
        .. Same(ResponseRules.SubjectRecipient, forge => forge.In("SubjectConfirmationData"), "Recipient"),
        .. Same(ResponseRules.SubjectInResponseTo, forge => forge.In("SubjectConfirmationData"), "InResponseTo"),
        (ResponseRules.SubjectNotBefore, "present", forge => forge.In("SubjectConfirmationData").SetAttributeValue("NotBefore", "2026-11-21T12:00:00Z")),
        .. Ends(ResponseRules.SubjectNotOnOrAfter, forge => forge.In("SubjectConfirmationData"), "NotOnOrAfter"),
    ];
}
