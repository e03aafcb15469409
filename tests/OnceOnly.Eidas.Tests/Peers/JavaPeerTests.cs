// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Peers;

/// <summary>The JDK's signatures and Apache Santuario's encryption against ours, both ways.</summary>
public class JavaPeerTests
{
    [Fact]
    public async Task responses_made_in_Java_are_accepted()
    {
        using var peer = new JavaPeer();
        var p384 = TestKeys.Ec(ECCurve.NamedCurves.nistP384);
        var p521 = TestKeys.Ec(ECCurve.NamedCurves.nistP521);
        (SigningKey Key, string Prefixes, string Content, string Placement)[] kinds =
        [
            (new SigningKey(TestKeys.NodeRsa), "", EncryptionAlgorithms.Aes256Gcm, "inside"),
            (new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPssSha384), "saml", EncryptionAlgorithms.Aes192Gcm, "beside"),
            (new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPssSha512), "#default xs saml", EncryptionAlgorithms.Aes128Gcm, "inside"),
            (new SigningKey(TestKeys.NodeP256), "xs xsi", EncryptionAlgorithms.Aes256Gcm, "beside"),
            (new SigningKey(p384), "", EncryptionAlgorithms.Aes256Gcm, "inside"),
            (new SigningKey(p521), "", EncryptionAlgorithms.Aes256Gcm, "inside"),
        ];
        var input = peer.Write("response.xml", PlainResponse());
        var recipient = peer.WriteCertificate("recipient.pem", TestKeys.OurRsa);
        for (var i = 0; i < kinds.Length; i++)
        {
            var (key, prefixes, content, placement) = kinds[i];
            peer.Add(
                "issue", input, peer.Output($"signed{i}.xml"),
                peer.WriteKey($"key{i}.pem", key.Certificate), peer.WriteCertificate($"cert{i}.pem", key.Certificate),
                key.Algorithm.Uri, prefixes, recipient, content, placement);
        }

        await peer.RunAsync();

        for (var i = 0; i < kinds.Length; i++)
        {
            var node = Actors.Node with { SigningKey = kinds[i].Key };
            var forge = new Forge { Expected = Actors.Expect(Templates.RequestId, node) };
            var signed = await File.ReadAllTextAsync(peer.Output($"signed{i}.xml"));

            var outcome = forge.Validate(signed);

            outcome.ShouldBeOfType<AcceptedResponse>(Describe(outcome, signed)).Subject.ShouldBe(
                Actors.Carmen with { FamilyName = new("Garcia") });
        }
    }

    [Fact]
    public async Task our_responses_are_verified_and_decrypted_in_Java()
    {
        using var peer = new JavaPeer();
        SigningKey[] keys =
        [
            new(TestKeys.NodeRsa),
            new(TestKeys.NodeRsa, SignatureAlgorithm.RsaPssSha384),
            new(TestKeys.NodeRsa, SignatureAlgorithm.RsaPssSha512),
            new(TestKeys.NodeP256),
            new(TestKeys.Ec(ECCurve.NamedCurves.nistP384)),
            new(TestKeys.Ec(ECCurve.NamedCurves.nistP521)),
        ];
        var ourKey = peer.WriteKey("our-key.pem", TestKeys.OurRsa);
        var request = Actors.Receive(Actors.Request());
        for (var i = 0; i < keys.Length; i++)
        {
            var response = IssuedResponse.Success(
                Actors.Node with { SigningKey = keys[i] },
                request,
                new Authentication { Subject = Actors.Carmen, LevelOfAssurance = AssuranceLevelUri.Of(AssuranceLevel.High) },
                Actors.Now);
            peer.Add(
                "open",
                peer.Write($"issued{i}.xml", System.Text.Encoding.UTF8.GetString(response.Xml.Span)),
                peer.Output($"opened{i}.xml"),
                peer.WriteCertificate($"cert{i}.pem", keys[i].Certificate),
                ourKey);
        }

        await peer.RunAsync();

        for (var i = 0; i < keys.Length; i++)
        {
            var opened = XDocument.Parse(await File.ReadAllTextAsync(peer.Output($"opened{i}.xml")));
            opened.Descendants(Templates.Saml + "AttributeValue").Select(value => value.Value)
                .ShouldBe(["ES/EL/02635542Y", "García", "Garcia", "Carmen", "1980-02-29"]);
        }
    }

    // As many stacks write it: every prefix is declared once, on the Response, and types and addresses are in the values.
    private static string PlainResponse()
    {
        var response = Templates.Response();
        response.Add(new XAttribute(XNamespace.Xmlns + "xs", "http://www.w3.org/2001/XMLSchema"));
        response.Add(new XAttribute(XNamespace.Xmlns + "xsi", "http://www.w3.org/2001/XMLSchema-instance"));
        var assertion = Templates.Assertion();
        XNamespace xsi = "http://www.w3.org/2001/XMLSchema-instance";
        foreach (var value in assertion.Descendants(Templates.Saml + "AttributeValue"))
        {
            value.SetAttributeValue(xsi + "type", "xs:string");
        }

        assertion.Attribute(XNamespace.Xmlns + "saml")!.Remove();
        response.Add(assertion);
        return response.ToString(SaveOptions.DisableFormatting);
    }

    private static string Describe(ResponseOutcome outcome, string message) => outcome is RefusedResponse refused
        ? string.Join("; ", refused.Failures.Select(failure => failure.Rule.Name + ": " + failure.Detail)) + "\n" + message
        : outcome.GetType().Name;
}
