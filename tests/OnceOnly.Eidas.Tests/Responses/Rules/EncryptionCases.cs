// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>The one assertion in its encryption.</summary>
internal static class EncryptionCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
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
        (ResponseRules.EncryptionForm, "nine keys", forge => AlterEncryption(forge, data => data.Descendants(Xenc("EncryptedKey")).First().AddAfterSelf(Enumerable.Repeat(data.Descendants(Xenc("EncryptedKey")).First(), 8)))),
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
    ];
}
