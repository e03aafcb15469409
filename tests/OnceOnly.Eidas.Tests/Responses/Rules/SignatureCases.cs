// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>The signature that is trusted.</summary>
internal static class SignatureCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
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
    ];
}
