// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>How to break each rule, in all the ways of the SPID list and a few more.</summary>
internal static class RuleCases
{
    private const string Later = "2026-11-21T12:30:00Z";
    private const string Earlier = "2026-11-21T11:30:00Z";
    private const string Ago = "2018-01-01T00:00:00Z";

    private static readonly XName SamlIssuer = Templates.Saml + "Issuer";
    private static readonly XName Status = Samlp + "Status";
    private static readonly XName Value = Templates.Saml + "AttributeValue";

    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
        (ResponseRules.MessageSize, "larger than 256 KiB", forge => forge.AlterText = text => text + new string(' ', 256 * 1024)),
        (ResponseRules.MessageSize, "10 MB", forge => forge.AlterText = text => text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), new string('x', 10_000_000))),
        (ResponseRules.MessageXml, "cut off", forge => forge.AlterText = text => text[..^3]),
        (ResponseRules.MessageXml, "empty", forge => forge.AlterText = _ => ""),
        (ResponseRules.MessageXml, "two roots", forge => forge.AlterText = text => text + text),
        (ResponseRules.MessageXml, "with a document type", forge => forge.AlterText = text => "<!DOCTYPE Response>" + text),
        (ResponseRules.MessageXml, "an undeclared prefix", forge => forge.AlterText = text => text.Replace(" xmlns:samlp=", " xmlns:other=", StringComparison.Ordinal)),
        (ResponseRules.MessageXml, "one attribute twice", forge => forge.AlterText = text => text.Replace(" Version=\"2.0\"", " Version=\"2.0\" Version=\"2.0\"", StringComparison.Ordinal)),
        (ResponseRules.MessageLimits, "nested 10,000 deep", forge => forge.AlterText = text => text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), Repeat("<a>", 10_000) + Repeat("</a>", 10_000))),
        (ResponseRules.MessageLimits, "20,000 elements", forge => forge.AlterText = text => text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), Repeat("<a/>", 20_000))),
        (ResponseRules.MessageLimits, "9,000 namespaces", forge => ReplaceAfterSigning(forge, " Version=", string.Concat(Enumerable.Range(0, 9_000).Select(i => $" xmlns:a{i}=\"u:{i}\"")) + " Version=")),
        (ResponseRules.MessageLimits, "4,000 attributes", forge => ReplaceAfterSigning(forge, " Version=", string.Concat(Enumerable.Range(0, 4_000).Select(i => $" a{i}=\"{i}\"")) + " Version=")),
        (ResponseRules.MessageLimits, "70 prefixes, one an element", forge => ReplaceAfterSigning(forge, "</samlp:Status>", string.Concat(Enumerable.Range(0, 70).Select(i => $"<a{i}:x xmlns:a{i}=\"u:{i}\"/>")) + "</samlp:Status>")),
        (ResponseRules.MessageIds, "ID twice", forge => forge.Response.Element(Status)!.SetAttributeValue("ID", "_response")),
        (ResponseRules.MessageIds, "ID and Id", forge => forge.Response.Element(Status)!.SetAttributeValue("Id", "_response")),
        (ResponseRules.MessageIds, "ID and id", forge => forge.Response.Element(Status)!.SetAttributeValue("id", "_response")),
        (ResponseRules.MessageIds, "ID and xml:id", forge => forge.Response.Element(Status)!.SetAttributeValue(XNamespace.Xml + "id", "_response")),
        (ResponseRules.MessageIds, "ID and AssertionID", forge => forge.Response.Element(Status)!.SetAttributeValue("AssertionID", "_response")),

        (ResponseRules.MetadataValidUntil, "expired", forge => forge.Now = Actors.Now.AddDays(2)),

        (ResponseRules.ResponseRoot, "a LogoutResponse", forge => forge.Response.Name = Samlp + "LogoutResponse"),
        (ResponseRules.ResponseRoot, "in the wrong namespace", forge => forge.Response.Name = Templates.Saml + "Response"),
        (ResponseRules.ResponseSchema, "an unknown element", forge => forge.Response.Add(new XElement("extra"))),
        (ResponseRules.ResponseSchema, "an unknown attribute", forge => forge.Response.SetAttributeValue("AssertionConsumerServiceURL", "x")),
        (ResponseRules.ResponseSchema, "a second, prefixed ID", forge => forge.Response.SetAttributeValue(Samlp + "ID", "_other")),
        (ResponseRules.ResponseSchema, "Status before Issuer", forge => Swap(forge.Response.Element(SamlIssuer)!, forge.Response.Element(Status)!)),
        (ResponseRules.ResponseSchema, "text between elements", forge => forge.Response.Add("text")),
        (ResponseRules.ResponseSchema, "Status twice", forge => forge.Response.Add(forge.Response.Element(Status)!)),
        (ResponseRules.ResponseId, "missing", forge => ReplaceAfterSigning(forge, " ID=\"_response\"", "")),
        (ResponseRules.ResponseId, "empty", forge => ReplaceAfterSigning(forge, " ID=\"_response\"", " ID=\"\"")),
        (ResponseRules.ResponseId, "not an NCName", forge => forge.Response.SetAttributeValue("ID", "1 2")),
        (ResponseRules.ResponseVersion, "missing", forge => forge.Response.SetAttributeValue("Version", null)),
        (ResponseRules.ResponseVersion, "empty", forge => forge.Response.SetAttributeValue("Version", "")),
        (ResponseRules.ResponseVersion, "1.1", forge => forge.Response.SetAttributeValue("Version", "1.1")),
        .. Instants(ResponseRules.ResponseIssueInstant, forge => forge.Response, "IssueInstant"),
        (ResponseRules.ResponseIssueInstant, "before the request", forge => forge.Expected = forge.Expected with { RequestIssuedAt = Actors.Now.AddMinutes(2) }),
        .. Same(ResponseRules.ResponseInResponseTo, forge => forge.Response, "InResponseTo"),
        .. Same(ResponseRules.ResponseDestination, forge => forge.Response, "Destination"),
        (ResponseRules.ResponseDestination, "a prefix of ours", forge => forge.Response.SetAttributeValue("Destination", "https://gateway.example.gr/eidas/acs/../evil")),
        (ResponseRules.ResponseIssuer, "missing", forge => ReplaceAfterSigning(forge, $"<saml:Issuer>{Actors.Node.EntityId}</saml:Issuer>", "")),
        (ResponseRules.ResponseIssuer, "empty", forge => forge.Response.Element(SamlIssuer)!.Value = ""),
        (ResponseRules.ResponseIssuer, "another", forge => forge.Response.Element(SamlIssuer)!.Value = "https://node.example.fr/metadata"),
        (ResponseRules.ResponseIssuer, "with a comment in it", forge => forge.Response.Element(SamlIssuer)!.Add(new XComment("x"), ".evil")),
        (ResponseRules.ResponseIssuer, "of another format", forge => forge.Response.Element(SamlIssuer)!.SetAttributeValue("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")),
        (ResponseRules.ResponseIssuer, "with a qualifier", forge => forge.Response.Element(SamlIssuer)!.SetAttributeValue("NameQualifier", "x")),
        (ResponseRules.ResponseIssuer, "an empty format", forge => forge.Response.Element(SamlIssuer)!.SetAttributeValue("Format", "")),

        (ResponseRules.SignaturePresent, "not signed", forge => forge.ResponseKey = null!),
        (ResponseRules.SignaturePresent, "only the assertion signed", forge => (forge.ResponseKey, forge.AssertionKey) = (null!, Actors.Node.SigningKey)),
        (ResponseRules.SignatureForm, "with an Object", forge => ReplaceAfterSigning(forge, "</ds:Signature>", "<ds:Object/></ds:Signature>")),
        (ResponseRules.SignatureForm, "a second one elsewhere", forge => forge.Response.Element(Status)!.Add(new XElement(Samlp + "StatusDetail", new XElement(Ds("Signature"))))),
        (ResponseRules.SignatureReference, "over the document", forge => ReplaceAfterSigning(forge, "URI=\"#_response\"", "URI=\"\"")),
        (ResponseRules.SignatureReference, "to an empty ID", forge => forge.Response.SetAttributeValue("ID", "")),
        (ResponseRules.SignatureReference, "without URI", forge => ReplaceAfterSigning(forge, " URI=\"#_response\"", "")),
        (ResponseRules.SignatureReference, "by XPointer", forge => ReplaceAfterSigning(forge, "URI=\"#_response\"", "URI=\"#xpointer(/)\"")),
        (ResponseRules.SignatureReference, "by XPointer to the ID", forge => ReplaceAfterSigning(forge, "URI=\"#_response\"", "URI=\"#xpointer(id('_response'))\"")),
        (ResponseRules.SignatureReference, "in another spelling", forge => ReplaceAfterSigning(forge, "URI=\"#_response\"", "URI=\"#%5Fresponse\"")),
        (ResponseRules.SignatureReference, "in another case", forge => ReplaceAfterSigning(forge, "URI=\"#_response\"", "URI=\"#_Response\"")),
        (ResponseRules.SignatureReference, "elsewhere", forge => ReplaceAfterSigning(forge, "URI=\"#_response\"", "URI=\"https://evil.example/#_response\"")),
        (ResponseRules.SignatureKey, "RSA of 2048 bits", forge => SignAndPublish(forge, new SigningKey(TestKeys.Rsa(2048)))),
        (ResponseRules.SignatureKey, "ECDSA where metadata have RSA", forge => forge.ResponseKey = new SigningKey(TestKeys.NodeP256)),
        (ResponseRules.SignatureAlgorithm, "RSA PKCS#1 v1.5", forge => forge.ResponseKey = new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256)),
        (ResponseRules.SignatureAlgorithm, "an endless prefix list", forge => ReplaceAfterSigning(
            forge,
            "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\" />",
            "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\""
                + string.Join(' ', Enumerable.Range(0, 4_000).Select(i => "a" + i)) + "\"/></ds:CanonicalizationMethod>")),
        (ResponseRules.SignatureValue, "another key, with its certificate in KeyInfo", forge => forge.ResponseKey = new SigningKey(TestKeys.StrangerRsa)),
        (ResponseRules.SignatureValue, "one bit flipped", forge => ReplaceAfterSigning(forge, "<ds:SignatureValue>A", "<ds:SignatureValue>B", "<ds:SignatureValue>", "<ds:SignatureValue>AAAA")),
        (ResponseRules.SignatureDigest, "changed after signing", forge => ReplaceAfterSigning(forge, "consent:obtained", "consent:implicit")),

        (ResponseRules.ResponseStatus, "missing", forge => forge.Response.Element(Status)!.Remove()),
        (ResponseRules.ResponseStatus, "without a code", forge => forge.Response.Element(Status)!.RemoveNodes()),
        (ResponseRules.ResponseStatus, "an empty code", forge => StatusCode(forge).SetAttributeValue("Value", "")),
        (ResponseRules.ResponseStatus, "a code of no standard", forge => StatusCode(forge).SetAttributeValue("Value", "urn:oasis:names:tc:SAML:2.0:status:success")),
        (ResponseRules.ResponseStatus, "a text in it", forge => StatusCode(forge).Add("text")),
        (ResponseRules.ResponseStatus, "something in it", forge => StatusCode(forge).Add(new XElement("extra"))),
        (ResponseRules.ResponseStatus, "no value", forge => StatusCode(forge).SetAttributeValue("Value", null)),

        (ResponseRules.OneEncryptedAssertion, "none", forge => forge.Wrap = _ => null),
        (ResponseRules.OneEncryptedAssertion, "in clear text", forge => forge.Wrap = plaintext => XElement.Parse(System.Text.Encoding.UTF8.GetString(plaintext))),
        (ResponseRules.OneEncryptedAssertion, "two", forge => forge.Response.Add(new XElement(Templates.Saml + "EncryptedAssertion"))),
        (ResponseRules.OneEncryptedAssertion, "another one in Extensions", forge => forge.Response.Element(SamlIssuer)!.AddAfterSelf(new XElement(Samlp + "Extensions", Templates.Assertion()))),
        (ResponseRules.OneEncryptedAssertion, "another encrypted one in Extensions", forge => forge.Response.Element(SamlIssuer)!.AddAfterSelf(new XElement(Samlp + "Extensions", new XElement(Templates.Saml + "EncryptedAssertion")))),
        (ResponseRules.OneEncryptedAssertion, "another Response in Extensions", forge => forge.Response.Element(SamlIssuer)!.AddAfterSelf(new XElement(Samlp + "Extensions", new XElement(Samlp + "Response")))),
        (ResponseRules.EncryptionForm, "nothing in it", forge => forge.Wrap = _ => new XElement(Templates.Saml + "EncryptedAssertion")),
        (ResponseRules.EncryptionForm, "without a key", forge => AlterEncryption(forge, data => data.Descendants(Xenc("EncryptedKey")).Remove())),
        (ResponseRules.EncryptionForm, "without content", forge => AlterEncryption(forge, data => data.Elements(Xenc("CipherData")).Remove())),
        (ResponseRules.EncryptionForm, "a key without content", forge => AlterEncryption(forge, data => data.Descendants(Xenc("EncryptedKey")).Single().Element(Xenc("CipherData"))!.Remove())),
        (ResponseRules.EncryptionForm, "without a method", forge => AlterEncryption(forge, data => data.Element(Xenc("EncryptionMethod"))!.Remove())),
        (ResponseRules.EncryptionForm, "content twice", forge => AlterEncryption(forge, data => data.Elements(Xenc("CipherData")).Single().Add(data.Elements(Xenc("CipherData")).Single().FirstNode))),
        (ResponseRules.EncryptionForm, "something beside it", forge => AlterEncryption(forge, data => data.AddAfterSelf(new XElement("extra")))),
        (ResponseRules.EncryptionForm, "five keys", forge => AlterEncryption(forge, data => data.Descendants(Xenc("EncryptedKey")).First().AddAfterSelf(Enumerable.Repeat(data.Descendants(Xenc("EncryptedKey")).First(), 4)))),
        (ResponseRules.EncryptionForm, "content somewhere else", forge => AlterEncryption(forge, data => data.Elements(Xenc("CipherData")).Single().ReplaceNodes(new XElement(Xenc("CipherReference"), new XAttribute("URI", "https://evil.example/"))))),
        (ResponseRules.EncryptionForm, "content instead of an element", forge => AlterEncryption(forge, data => data.SetAttributeValue("Type", "http://www.w3.org/2001/04/xmlenc#Content"))),
        (ResponseRules.EncryptionForm, "no base64", forge => AlterEncryption(forge, data => data.Descendants(Xenc("CipherValue")).Last().Value = "%%%")),
        (ResponseRules.EncryptionForm, "a key fetched from elsewhere", forge => AlterEncryption(forge, data => data.Descendants(Ds("KeyInfo")).First().AddFirst(new XElement(Ds("RetrievalMethod"), new XAttribute("URI", "https://evil.example/"))))),
        (ResponseRules.EncryptionAlgorithm, "AES-256-CBC", forge => AlterMethod(forge, "http://www.w3.org/2001/04/xmlenc#aes256-cbc", first: true)),
        (ResponseRules.EncryptionAlgorithm, "3DES", forge => AlterMethod(forge, "http://www.w3.org/2001/04/xmlenc#tripledes-cbc", first: true)),
        (ResponseRules.EncryptionAlgorithm, "RSA PKCS#1 v1.5", forge => AlterMethod(forge, "http://www.w3.org/2001/04/xmlenc#rsa-1_5", first: false)),
        (ResponseRules.EncryptionAlgorithm, "rsa-oaep-mgf1p", forge => AlterMethod(forge, "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p", first: false)),
        (ResponseRules.EncryptionAlgorithm, "a key transport of no standard", forge => AlterMethod(forge, "urn:bogus", first: false)),
        (ResponseRules.EncryptionAlgorithm, "OAEP with SHA-1", forge => AlterEncryption(forge, data => data.Descendants(Ds("DigestMethod")).Single().SetAttributeValue("Algorithm", "http://www.w3.org/2000/09/xmldsig#sha1"))),
        (ResponseRules.EncryptionAlgorithm, "OAEP without MGF", forge => AlterEncryption(forge, data => data.Descendants(XName.Get("MGF", "http://www.w3.org/2009/xmlenc11#")).Remove())),
        (ResponseRules.EncryptionAlgorithm, "OAEP with a label", forge => AlterEncryption(forge, data => data.Descendants(Ds("DigestMethod")).Single().AddAfterSelf(new XElement(Xenc("OAEPparams"), "AAAA")))),
        (ResponseRules.Decryption, "to another key", forge => forge.Wrap = plaintext => new XElement(Templates.Saml + "EncryptedAssertion", ElementEncryptor.Encrypt(plaintext, TestKeys.StrangerRsa))),
        (ResponseRules.Decryption, "content changed", forge => AlterEncryption(forge, data => FlipLast(data.Elements(Xenc("CipherData")).Single().Element(Xenc("CipherValue"))!))),
        (ResponseRules.Decryption, "key changed", forge => AlterEncryption(forge, data => FlipLast(data.Descendants(Xenc("CipherValue")).First()))),
        (ResponseRules.Decryption, "content shorter than its tag", forge => AlterEncryption(forge, data => data.Descendants(Xenc("CipherValue")).Last().Value = "AAAA")),

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

        (ResponseRules.ConditionsSchema, "missing", forge => forge.In("Conditions").Remove()),
        (ResponseRules.ConditionsSchema, "one we do not know", forge => forge.In("Conditions").Add(new XElement(Templates.Saml + "Condition"))),
        (ResponseRules.ConditionsSchema, "for one use, twice", forge => forge.In("Conditions").Add(new XElement(Templates.Saml + "OneTimeUse"))),
        (ResponseRules.ConditionsSchema, "something beside the audience", forge => forge.In("AudienceRestriction").Add(new XElement("extra"))),
        (ResponseRules.ConditionsSchema, "an unknown attribute of the restriction", forge => forge.In("AudienceRestriction").SetAttributeValue("Extra", "x")),
        (ResponseRules.ConditionsSchema, "an unknown attribute", forge => forge.In("Conditions").SetAttributeValue("Extra", "x")),
        .. Bad(ResponseRules.ConditionsNotBefore, forge => forge.In("Conditions"), "NotBefore"),
        (ResponseRules.ConditionsNotBefore, "in the future", forge => forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T12:04:00Z")),
        (ResponseRules.ConditionsNotBefore, "empty Conditions", forge => forge.In("Conditions").ReplaceWith(new XElement(Templates.Saml + "Conditions"))),
        .. Ends(ResponseRules.ConditionsNotOnOrAfter, forge => forge.In("Conditions"), "NotOnOrAfter"),
        (ResponseRules.ConditionsNotOnOrAfter, "before the beginning", forge => forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T12:05:00Z")),
        (ResponseRules.AssertionLifetime, "conditions for years", forge => forge.In("Conditions").SetAttributeValue("NotOnOrAfter", "2030-01-01T00:00:00Z")),
        (ResponseRules.AssertionLifetime, "a confirmation for ever", forge => forge.In("SubjectConfirmationData").SetAttributeValue("NotOnOrAfter", "9999-12-31T23:59:59.9999999Z")),
        (ResponseRules.ConditionsAudience, "no restriction", forge => forge.In("AudienceRestriction").Remove()),
        (ResponseRules.ConditionsAudience, "no audience", forge => forge.In("AudienceRestriction").RemoveNodes()),
        (ResponseRules.ConditionsAudience, "another", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Value = "https://other.example/2"),
        (ResponseRules.ConditionsAudience, "our endpoint", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Value = Actors.Us.AssertionConsumerService),
        (ResponseRules.ConditionsAudience, "empty", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Value = ""),
        (ResponseRules.ConditionsAudience, "with a comment in it", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Add(new XComment("x"))),
        (ResponseRules.ConditionsAudience, "a second restriction without us", forge => forge.In("AudienceRestriction").AddAfterSelf(new XElement(Templates.Saml + "AudienceRestriction", new XElement(Templates.Saml + "Audience", "https://other.example")))),

        (ResponseRules.AuthnStatement, "missing", forge => forge.In("AuthnStatement").Remove()),
        (ResponseRules.AuthnStatement, "two", forge => forge.In("AuthnStatement").AddAfterSelf(forge.In("AuthnStatement"))),
        (ResponseRules.AuthnContext, "an empty statement", forge => forge.In("AuthnStatement").RemoveNodes()),
        (ResponseRules.AuthnStatement, "an unknown attribute", forge => forge.In("AuthnStatement").SetAttributeValue("Extra", "x")),
        (ResponseRules.AuthnStatement, "an unknown element", forge => forge.In("AuthnStatement").Add(new XElement("extra"))),
        .. Bad(ResponseRules.AuthnInstant, forge => forge.In("AuthnStatement"), "AuthnInstant"),
        (ResponseRules.AuthnInstant, "in the future", forge => forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", Later)),
        (ResponseRules.AuthnInstant, "before the request", forge => forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", Earlier)),
        (ResponseRules.AuthnInstant, "long ago, and the time of the request is not known", forge =>
        {
            forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", Ago);
            forge.Expected = forge.Expected with { RequestIssuedAt = null };
        }),
        (ResponseRules.SessionNotOnOrAfter, "over", forge => forge.In("AuthnStatement").SetAttributeValue("SessionNotOnOrAfter", Earlier)),
        (ResponseRules.SessionNotOnOrAfter, "empty", forge => forge.In("AuthnStatement").SetAttributeValue("SessionNotOnOrAfter", "")),
        (ResponseRules.AuthnContext, "missing", forge => forge.In("AuthnContext").Remove()),
        (ResponseRules.AuthnContext, "empty", forge => forge.In("AuthnContext").RemoveNodes()),
        (ResponseRules.AuthnContext, "a comment in the level", forge => forge.In("AuthnContextClassRef").AddFirst(new XComment("x"))),
        (ResponseRules.AuthnContext, "no level", forge => forge.In("AuthnContextClassRef").Remove()),
        (ResponseRules.AuthnContext, "an empty level", forge => forge.In("AuthnContextClassRef").Value = ""),
        (ResponseRules.AuthnContext, "two levels", forge => forge.In("AuthnContextClassRef").AddAfterSelf(forge.In("AuthnContextClassRef"))),
        (ResponseRules.LevelOfAssurance, "lower", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/low"),
        (ResponseRules.LevelOfAssurance, "unknown", forge => forge.In("AuthnContextClassRef").Value = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"),
        (ResponseRules.LevelOfAssurance, "of another spelling", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/High"),
        (ResponseRules.LevelOfAssurance, "high but not notified", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/NotNotified/LoA/high"),
        (ResponseRules.LevelOfAssurance, "not notified, the other way round", forge => forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/NotNotified/high"),
        (ResponseRules.LevelOfAssurance, "not notified, and no level was demanded", forge =>
        {
            forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/NotNotified/LoA/high";
            forge.Expected = forge.Expected with { Demand = null };
        }),
        (ResponseRules.LevelOfAssurance, "another one than exactly demanded", forge => forge.Expected = forge.Expected with
        {
            Demand = AuthnContextDemand.Exact(["http://eidas.europa.eu/NotNotified/LoA/substantial"]),
        }),
        (ResponseRules.LevelDeclared, "higher than the metadata's", forge => forge.Expected = forge.Expected with
        {
            Demand = null,
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [AssuranceLevelUri.Of(AssuranceLevel.Low)] }),
        }),
        (ResponseRules.LevelDeclared, "notified, and the metadata have no such", forge => forge.Expected = forge.Expected with
        {
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = ["http://eidas.europa.eu/NotNotified/LoA/low"] }),
        }),

        (ResponseRules.AttributeStatement, "missing", forge => forge.In("AttributeStatement").Remove()),
        (ResponseRules.AttributeStatement, "two", forge => forge.In("AttributeStatement").AddAfterSelf(new XElement(Templates.Saml + "AttributeStatement", Natural("Gender", "Male")))),
        (ResponseRules.AttributeStatement, "an encrypted attribute", forge => forge.In("AttributeStatement").Add(new XElement(Templates.Saml + "EncryptedAttribute"))),
        (ResponseRules.AttributeStatement, "an unknown attribute", forge => forge.In("AttributeStatement").SetAttributeValue("Extra", "x")),
        (ResponseRules.AttributeStatement, "an attribute without a name", forge => forge.In("AttributeStatement").Add(new XElement(Templates.Saml + "Attribute"))),
        (ResponseRules.AttributeOnce, "an identifier twice", forge => forge.In("AttributeStatement").Add(Natural("PersonIdentifier", "ES/EL/other"))),
        (ResponseRules.AttributeNameFormat, "basic", forge => forge.Attribute("PersonIdentifier").SetAttributeValue("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:basic")),
        (ResponseRules.AttributeValue, "a comment in it", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Add(new XComment("x"), ".evil")),
        (ResponseRules.AttributeValue, "a processing instruction in it", forge => forge.Attribute("FamilyName").Element(Value)!.Add(new XProcessingInstruction("x", "y"))),
        (ResponseRules.AttributeValue, "a CDATA section in it", forge => forge.Attribute("FamilyName").Element(Value)!.Add(new XCData("x"))),
        (ResponseRules.AttributeValue, "an element in it", forge => forge.Attribute("FamilyName").Element(Value)!.Add(new XElement("b", "x"))),
        (ResponseRules.AttributeValue, "an unknown element beside it", forge => forge.Attribute("FamilyName").Add(new XElement("b", "x"))),
        (ResponseRules.AttributeValue, "a day that does not exist", forge => forge.Attribute("DateOfBirth").Element(Value)!.Value = "1981-02-29"),
        (ResponseRules.AttributeValue, "a date of another form", forge => forge.Attribute("DateOfBirth").Element(Value)!.Value = "29/02/1980"),
        (ResponseRules.AttributeValue, "a date with a time", forge => forge.Attribute("DateOfBirth").Element(Value)!.Value = "1980-02-29T00:00:00Z"),
        (ResponseRules.AttributeValue, "an identifier without countries", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "02635542Y"),
        (ResponseRules.AttributeValue, "an identifier in lower case", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "es/el/02635542Y"),
        (ResponseRules.AttributeValue, "an identifier with nothing behind", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "ES/EL/"),
        (ResponseRules.AttributeTransliteration, "two Latin values", forge => forge.Attribute("FamilyName").Add(new XElement(Value, "Lopez"))),
        (ResponseRules.AttributeTransliteration, "only the original script", forge => forge.Attribute("FamilyName").ReplaceNodes(InOriginalScript("Γκαρθία"))),
        (ResponseRules.AttributeTransliteration, "two originals", forge => forge.Attribute("FamilyName").Add(InOriginalScript("Γκαρθία"), InOriginalScript("Гарсия"))),
        (ResponseRules.AttributeTransliteration, "two identifiers in one", forge => forge.Attribute("PersonIdentifier").Add(new XElement(Value, "ES/EL/other"))),

        (ResponseRules.RequestedDataSet, "a natural person where a company was asked for", forge => forge.Expected = forge.Expected with { DataSet = AttributeSet.LegalPerson }),
        (ResponseRules.RequestedDataSet, "a company where a natural person was asked for", forge =>
        {
            forge.In("AttributeStatement").ReplaceNodes(Legal("LegalPersonIdentifier", "ES/EL/B"), Legal("LegalName", "Bodegas"));
            forge.Expected = forge.Expected with { DataSet = AttributeSet.NaturalPerson };
        }),
        (ResponseRules.OneSubject, "both kinds", forge => forge.In("AttributeStatement").Add(Legal("LegalPersonIdentifier", "ES/EL/B"), Legal("LegalName", "Bodegas"))),
        (ResponseRules.OneSubject, "a natural person with a company's name", forge => forge.In("AttributeStatement").Add(Legal("LegalName", "Bodegas"))),
        (ResponseRules.MinimumDataSet, "no attributes", forge => forge.In("AttributeStatement").RemoveNodes()),
        (ResponseRules.MinimumDataSet, "without identifier", forge => forge.Attribute("PersonIdentifier").Remove()),
        (ResponseRules.MinimumDataSet, "without family name", forge => forge.Attribute("FamilyName").Remove()),
        (ResponseRules.MinimumDataSet, "an empty given name", forge => forge.Attribute("FirstName").Element(Value)!.Value = ""),
        (ResponseRules.MinimumDataSet, "a date of birth without value", forge => forge.Attribute("DateOfBirth").RemoveNodes()),
        (ResponseRules.MinimumDataSet, "a company without name", forge => forge.In("AttributeStatement").ReplaceNodes(Legal("LegalPersonIdentifier", "ES/EL/B"))),
        (ResponseRules.MinimumDataSet, "only a representative", forge => forge.In("AttributeStatement").ReplaceNodes(RepresentativeSet())),
        (ResponseRules.MinimumDataSet, "only FriendlyNames are right", forge => forge.Attribute("PersonIdentifier").SetAttributeValue("Name", "urn:other")),
        (ResponseRules.Representative, "an incomplete one", forge => forge.In("AttributeStatement").Add(Representative("PersonIdentifier", "ES/EL/9"))),
        (ResponseRules.Representative, "an incomplete legal person", forge => forge.In("AttributeStatement").Add(RepresentativeCompany().Last())),
        (ResponseRules.IdentifierOrigin, "of another country than the node's", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "FR/EL/02635542Y"),
        (ResponseRules.IdentifierOrigin, "of another country than chosen", forge => forge.Expected = forge.Expected with { Origin = "FR" }),
        (ResponseRules.Representative, "a natural and a legal person", forge => forge.In("AttributeStatement").Add(RepresentativeSet(), RepresentativeCompany())),
        (ResponseRules.Representative, "a natural person with a company's name", forge => forge.In("AttributeStatement").Add(RepresentativeSet(), RepresentativeCompany().Last())),
        (ResponseRules.IdentifierOrigin, "the representing company's", forge => forge.In("AttributeStatement").Add(RepresentativeCompany("FR/EL/9"))),
        (ResponseRules.IdentifierDestination, "the representing company's", forge => forge.In("AttributeStatement").Add(RepresentativeCompany("ES/FR/9"))),
        (ResponseRules.MinimumDataSet, "only a representing company", forge => forge.In("AttributeStatement").ReplaceNodes(RepresentativeCompany())),
        (ResponseRules.IdentifierOrigin, "the representative's", forge => forge.In("AttributeStatement").Add(RepresentativeSet("FR/EL/9"))),
        (ResponseRules.IdentifierDestination, "made for another country", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "ES/FR/02635542Y"),
        (ResponseRules.IdentifierDestination, "the representative's", forge => forge.In("AttributeStatement").Add(RepresentativeSet("ES/FR/9"))),
    ];

    private static IEnumerable<(ResponseRule, string, Action<Forge>)> Bad(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        (rule, $"{attribute} missing", forge => element(forge).SetAttributeValue(attribute, null)),
        (rule, $"{attribute} empty", forge => element(forge).SetAttributeValue(attribute, "")),
        (rule, $"{attribute} of another form", forge => element(forge).SetAttributeValue(attribute, "21/11/2026 12:00")),
        (rule, $"{attribute} without zone", forge => element(forge).SetAttributeValue(attribute, "2026-11-21T12:00:01")),
        (rule, $"{attribute} in another zone", forge => element(forge).SetAttributeValue(attribute, "2026-11-21T13:00:01+01:00")),
        (rule, $"{attribute} only a date", forge => element(forge).SetAttributeValue(attribute, "2026-11-21")),
    ];

    private static IEnumerable<(ResponseRule, string, Action<Forge>)> Instants(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        .. Bad(rule, element, attribute),
        (rule, $"{attribute} in the future", forge => element(forge).SetAttributeValue(attribute, Later)),
        (rule, $"{attribute} before the request", forge => element(forge).SetAttributeValue(attribute, Earlier)),
        (rule, $"{attribute} long ago", forge => element(forge).SetAttributeValue(attribute, Ago)),
    ];

    private static IEnumerable<(ResponseRule, string, Action<Forge>)> Ends(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        .. Bad(rule, element, attribute),
        (rule, $"{attribute} now", forge => element(forge).SetAttributeValue(attribute, "2026-11-21T12:00:05Z")),
        (rule, $"{attribute} past", forge => element(forge).SetAttributeValue(attribute, Ago)),
    ];

    private static IEnumerable<(ResponseRule, string, Action<Forge>)> Same(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        (rule, $"{attribute} missing", forge => element(forge).SetAttributeValue(attribute, null)),
        (rule, $"{attribute} empty", forge => element(forge).SetAttributeValue(attribute, "")),
        (rule, $"{attribute} of another", forge => element(forge).SetAttributeValue(attribute, "https://other.example/")),
        (rule, $"{attribute} with white space", forge => element(forge).SetAttributeValue(attribute, element(forge).Attribute(attribute)!.Value + " ")),
    ];

    private static XElement[] RepresentativeCompany(string identifier = "ES/EL/9") =>
    [
        RepresentativeLegal("LegalPersonIdentifier", identifier), RepresentativeLegal("LegalName", "Gestores"),
    ];

    private static XElement[] RepresentativeSet(string identifier = "ES/EL/9") =>
    [
        Representative("PersonIdentifier", identifier), Representative("CurrentFamilyName", "Garcia"),
        Representative("CurrentGivenName", "Ana"), Representative("DateOfBirth", "1955-01-01"),
    ];

    private static XName Xenc(string name) => XName.Get(name, "http://www.w3.org/2001/04/xmlenc#");

    private static XName Ds(string name) => XName.Get(name, "http://www.w3.org/2000/09/xmldsig#");

    private static XElement StatusCode(Forge forge) => forge.Response.Descendants(Samlp + "StatusCode").First();

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static void Swap(XElement one, XElement other)
    {
        other.Remove();
        one.AddBeforeSelf(other);
    }

    private static void ReplaceAfterSigning(Forge forge, params string[] pairs) => forge.AlterText = text =>
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            text = text.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        }

        return text;
    };

    private static void SignAndPublish(Forge forge, SigningKey key)
    {
        forge.ResponseKey = key;
        Eidas.Metadata.NodeMetadata.TryRead(
            Eidas.Issuing.NodeMetadataDocument.Create(Actors.Node with { SigningKey = key }, null, Actors.Now, TimeSpan.FromDays(1)),
            Eidas.Metadata.MetadataTrust.AsGiven,
            Actors.Now,
            out var node,
            out _).ShouldBeTrue();
        forge.Expected = forge.Expected with { Node = node };
    }

    private static void AlterEncryption(Forge forge, Action<XElement> alter)
    {
        var wrap = forge.Wrap;
        forge.Wrap = plaintext =>
        {
            var assertion = wrap(plaintext)!;
            alter(assertion.Elements().Single());
            return assertion;
        };
    }

    public static void AlterMethod(Forge forge, string algorithm, bool first) => AlterEncryption(forge, data =>
    {
        var methods = data.Descendants(Xenc("EncryptionMethod"));
        (first ? methods.First() : methods.Last()).SetAttributeValue("Algorithm", algorithm);
    });

    private static void FlipLast(XElement base64)
    {
        var bytes = Convert.FromBase64String(base64.Value);
        bytes[^1] ^= 1;
        base64.Value = Convert.ToBase64String(bytes);
    }
}
