// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Attacks;

/// <summary>
/// XML signature wrapping, XSW1 to XSW8 as SAML Raider numbers them. 1 and 2 move a signed Response, 3 to 8 a signed
/// assertion; the evil part always says somebody else logged in and is encrypted to us where that fits.
/// </summary>
public class WrappingTests
{
    [Fact]
    public void XSW1_the_signed_response_inside_its_own_signature() => Refuse(document =>
    {
        var (evil, signed, signature) = Split(document);
        signature.AppendChild(signed);
        evil.InsertAfter(signature, evil.FirstChild);
    });

    [Fact]
    public void XSW1_with_an_object_around_it() => Refuse(document =>
    {
        var (evil, signed, signature) = Split(document);
        signature.AppendChild(document.CreateElement("ds", "Object", XmlNames.Signature))!.AppendChild(signed);
        evil.InsertAfter(signature, evil.FirstChild);
    });

    [Fact]
    public void XSW1_with_the_key_info_around_it() => Refuse(document =>
    {
        var (evil, signed, signature) = Split(document);
        signature.Children(XmlNames.Signature, "KeyInfo").Single().AppendChild(signed);
        evil.InsertAfter(signature, evil.FirstChild);
    });

    [Fact]
    public void XSW2_the_signed_response_before_the_signature() => Refuse(document =>
    {
        var (evil, signed, signature) = Split(document);
        evil.InsertAfter(signed, evil.FirstChild);
        evil.InsertAfter(signature, signed);
    });

    [Fact]
    public void the_signed_response_with_its_signature_in_extensions() => Refuse(document =>
    {
        var signed = (XmlElement)document.RemoveChild(document.DocumentElement!);
        var evil = Evil(document);
        var extensions = document.CreateElement("samlp", "Extensions", Templates.Samlp.NamespaceName);
        evil.InsertAfter(extensions, evil.FirstChild);
        extensions.AppendChild(signed);
    });

    [Fact]
    public void the_signed_response_with_its_signature_in_a_status_detail_and_the_same_id() => Refuse(document =>
    {
        var signed = (XmlElement)document.RemoveChild(document.DocumentElement!);
        var evil = Evil(document);
        evil.SetAttribute("ID", "_response");
        var detail = document.CreateElement("samlp", "StatusDetail", Templates.Samlp.NamespaceName);
        evil.Children(Templates.Samlp.NamespaceName, "Status").Single().AppendChild(detail);
        detail.AppendChild(signed);
    });

    [Fact]
    public void the_evil_response_inside_the_signed_one() => Refuse(document =>
    {
        var evil = (XmlElement)document.ImportNode(EvilResponse(), deep: true);
        document.DocumentElement!.AppendChild(evil);
    });

    [Fact]
    public void XSW3_an_evil_assertion_before_the_signed_one() => RefuseAssertion((response, signed, evil) =>
    {
        response.InsertBefore(evil, signed);
    });

    [Fact]
    public void XSW4_the_signed_assertion_inside_the_evil_one() => RefuseAssertion((response, signed, evil) =>
    {
        response.ReplaceChild(evil, signed);
        evil.AppendChild(signed);
    });

    [Fact]
    public void XSW5_the_signed_assertion_behind_and_its_signature_in_the_evil_one() => RefuseAssertion((response, signed, evil) =>
    {
        response.InsertBefore(evil, signed);
        evil.InsertAfter(SignatureOf(signed), evil.FirstChild);
    });

    [Fact]
    public void XSW6_the_signed_assertion_inside_its_signature_inside_the_evil_one() => RefuseAssertion((response, signed, evil) =>
    {
        var signature = SignatureOf(signed);
        response.ReplaceChild(evil, signed);
        evil.InsertAfter(signature, evil.FirstChild);
        signature.AppendChild(signed);
    });

    [Fact]
    public void XSW7_an_evil_assertion_in_extensions() => RefuseAssertion((response, signed, evil) =>
    {
        var extensions = response.OwnerDocument.CreateElement("samlp", "Extensions", Templates.Samlp.NamespaceName);
        response.InsertAfter(extensions, response.FirstChild);
        extensions.AppendChild(evil);
    });

    [Fact]
    public void XSW8_the_signed_assertion_in_an_object_of_its_signature() => RefuseAssertion((response, signed, evil) =>
    {
        var signature = SignatureOf(signed);
        response.ReplaceChild(evil, signed);
        evil.InsertAfter(signature, evil.FirstChild);
        signature.AppendChild(response.OwnerDocument.CreateElement("ds", "Object", XmlNames.Signature))!.AppendChild(signed);
    });

    [Fact]
    public void an_evil_assertion_encrypted_to_us_in_place_of_the_true_one() => Refuse(document =>
    {
        var evil = document.ImportNode(EvilResponse(), deep: true);
        var name = (Templates.Saml.NamespaceName, "EncryptedAssertion");
        var theirs = ((XmlElement)evil).Children(name.NamespaceName, name.Item2).Single();
        var ours = document.DocumentElement!.Children(name.NamespaceName, name.Item2).Single();
        document.DocumentElement!.ReplaceChild(theirs, ours);
    });

    // The attacker holds one genuine message and no key of the node's.
    private static void Refuse(Action<XmlDocument> attack) =>
        new Forge { AfterSigning = attack }.Validate().ShouldBeOfType<RefusedResponse>();

    private static void RefuseAssertion(Action<XmlElement, XmlElement, XmlElement> attack)
    {
        // Signed as many nodes do outside eIDAS: the assertion only, or both.
        foreach (var isResponseSigned in new[] { false, true })
        {
            var forge = new Forge
            {
                AssertionKey = Actors.Node.SigningKey,
                Wrap = plaintext => XElement.Parse(System.Text.Encoding.UTF8.GetString(plaintext), LoadOptions.PreserveWhitespace),
                AfterSigning = document =>
                {
                    var signed = document.DocumentElement!.Children(Templates.Saml.NamespaceName, "Assertion").Single();
                    attack(document.DocumentElement!, signed, (XmlElement)document.ImportNode(EvilAssertion(), deep: true));
                },
            };
            if (!isResponseSigned)
            {
                forge.ResponseKey = null!;
            }

            forge.Validate().ShouldBeOfType<RefusedResponse>();
        }
    }

    private static (XmlElement Evil, XmlElement Signed, XmlElement Signature) Split(XmlDocument document)
    {
        var signed = (XmlElement)document.RemoveChild(document.DocumentElement!);
        return (Evil(document), signed, SignatureOf(signed));
    }

    private static XmlElement SignatureOf(XmlElement element) =>
        (XmlElement)element.RemoveChild(element.Children(XmlNames.Signature, "Signature").Single());

    private static XmlElement Evil(XmlDocument document) =>
        (XmlElement)document.AppendChild(document.ImportNode(EvilResponse(), deep: true))!;

    private static XmlElement EvilResponse()
    {
        var forge = new Forge { ResponseKey = null! };
        forge.Response.SetAttributeValue("ID", "_evil");
        forge.Attribute("PersonIdentifier").Element(Templates.Saml + "AttributeValue")!.Value = "ES/EL/somebody-else";
        SafeXml.TryRead(System.Text.Encoding.UTF8.GetBytes(forge.Build()), XmlLimits.Message, out var document, out _).ShouldBeTrue();
        return document.DocumentElement!;
    }

    private static XmlElement EvilAssertion()
    {
        var assertion = Templates.Assertion();
        assertion.SetAttributeValue("ID", "_evil");
        return XmlOutput.ToDocument(assertion).DocumentElement!;
    }
}
