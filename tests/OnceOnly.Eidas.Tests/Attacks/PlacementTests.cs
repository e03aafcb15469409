// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Attacks;

/// <summary>Signature wrapping without a list of known forms: whatever can be moved, at every place there is.</summary>
public class PlacementTests
{
    private static readonly ConnectorProfile InClearText = ConnectorProfile.Eidas with { AllowsPlainAssertion = true };

    private static AcceptedResponse Genuine => new Forge().Validate().ShouldBeOfType<AcceptedResponse>();

    [Theory]
    [InlineData(false, "_evil")]
    [InlineData(false, "_response")]
    [InlineData(false, null)]
    [InlineData(true, "_evil")]
    [InlineData(true, "_response")]
    [InlineData(true, null)]
    public void a_signed_response_vouches_for_no_other_one_around_it(bool signatureMoves, string? evilId)
    {
        var message = new Forge().Build();
        var places = Load(Evil(evilId)).SelectNodes("//*")!.Count;
        places.ShouldBeGreaterThan(15);
        for (var place = 0; place < places; place++)
        {
            foreach (var first in new[] { true, false })
            {
                var document = Load(Evil(evilId));
                var root = document.DocumentElement!;
                var signed = (XmlElement)document.ImportNode(Load(message).DocumentElement!, deep: true);
                Put(signed, (XmlElement)document.SelectNodes("//*")![place]!, first);
                if (signatureMoves)
                {
                    root.InsertAfter(SignatureOf(signed), root.FirstChild);
                }

                Refuse(document, $"{place} {first}");
            }
        }
    }

    [Theory]
    [InlineData("EncryptedAssertion")]
    [InlineData("Assertion")]
    [InlineData("Response")]
    [InlineData("Signature")]
    [InlineData("Object")]
    public void nothing_can_be_added_anywhere_in_a_signed_response(string what)
    {
        var message = new Forge().Build();
        var places = Load(message).SelectNodes("//*")!.Count;
        for (var place = 0; place < places; place++)
        {
            foreach (var first in new[] { true, false })
            {
                var document = Load(message);
                Put((XmlElement)document.ImportNode(Addition(what), deep: true), (XmlElement)document.SelectNodes("//*")![place]!, first);
                Refuse(document, $"{place} {first}");
            }
        }
    }

    [Fact]
    public void an_assertion_in_clear_text_is_bound_to_its_place_as_well()
    {
        var forge = new Forge
        {
            AssertionKey = Actors.Node.SigningKey,
            Wrap = plaintext => XElement.Parse(Encoding.UTF8.GetString(plaintext), LoadOptions.PreserveWhitespace),
        };
        var message = forge.Build();
        Validate(Load(message), InClearText).ShouldBeOfType<AcceptedResponse>();
        Validate(Load(message), ConnectorProfile.Eidas).ShouldBeOfType<RefusedResponse>();

        var places = Load(message).SelectNodes("//*")!.Count;
        for (var place = 0; place < places; place++)
        {
            foreach (var first in new[] { true, false })
            {
                var document = Load(message);
                Put((XmlElement)document.ImportNode(Addition("Assertion"), deep: true), (XmlElement)document.SelectNodes("//*")![place]!, first);
                Refuse(document, $"{place} {first}");
            }
        }
    }

    [Fact]
    public void a_signature_over_the_assertion_does_not_stand_for_one_over_the_response()
    {
        Rules(_ => { }).ShouldBe([ResponseRules.SignaturePresent]);
        Rules(document =>
        {
            var assertion = document.DocumentElement!.Children(Templates.Saml.NamespaceName, "Assertion").Single();
            document.DocumentElement!.InsertAfter(SignatureOf(assertion), document.DocumentElement.FirstChild);
        }).ShouldBe([ResponseRules.SignatureReference]);

        static IEnumerable<ResponseRule> Rules(Action<XmlDocument> attack)
        {
            var forge = new Forge
            {
                ResponseKey = null!,
                AssertionKey = Actors.Node.SigningKey,
                Wrap = plaintext => XElement.Parse(Encoding.UTF8.GetString(plaintext), LoadOptions.PreserveWhitespace),
                AfterSigning = attack,
            };
            forge.Expected = forge.Expected with { Profile = InClearText };
            return forge.Validate().ShouldBeOfType<RefusedResponse>().Failures.Select(failure => failure.Rule);
        }
    }

    private static void Refuse(XmlDocument document, string place)
    {
        foreach (var profile in new[] { ConnectorProfile.Eidas, InClearText })
        {
            Validate(document, profile).ShouldBeOfType<RefusedResponse>($"{place}: {document.OuterXml}");
        }
    }

    private static ResponseOutcome Validate(XmlDocument document, ConnectorProfile profile)
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with { Profile = profile };
        return forge.Validate(Forge.Text(document));
    }

    private static void Put(XmlElement what, XmlElement where, bool first) => where.InsertBefore(what, first ? where.FirstChild : null);

    private static XmlElement SignatureOf(XmlElement element) =>
        (XmlElement)element.RemoveChild(element.Children(XmlNames.Signature, "Signature").Single());

    // What an attacker without a key can make: somebody else's log-in, encrypted to us.
    private static string Evil(string? id)
    {
        var forge = new Forge { ResponseKey = null! };
        forge.Response.SetAttributeValue("ID", id);
        forge.Attribute("PersonIdentifier").Element(Templates.Saml + "AttributeValue")!.Value = "ES/EL/somebody-else";
        return forge.Build();
    }

    private static XmlElement Addition(string what) => what switch
    {
        "Assertion" => XmlOutput.ToDocument(EvilAssertion()).DocumentElement!,
        "Response" => Load(Evil("_evil")).DocumentElement!,
        "EncryptedAssertion" => Load(Evil("_evil")).DocumentElement!.Children(Templates.Saml.NamespaceName, what).Single(),
        _ => XmlOutput.ToDocument(new XElement(XName.Get(what, XmlNames.Signature), EvilAssertion())).DocumentElement!,
    };

    private static XElement EvilAssertion()
    {
        var assertion = Templates.Assertion();
        assertion.SetAttributeValue("ID", "_evil");
        return assertion;
    }

    private static XmlDocument Load(string message)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(message);
        return document;
    }
}
