// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Tests.Attacks;

/// <summary>What a signed response is made of: nothing may be missing or there twice, and nothing unsigned counts.</summary>
public class SignaturePartsTests
{
    private static AcceptedResponse Genuine => new Forge().Validate().ShouldBeOfType<AcceptedResponse>();

    // KeyInfo is the one part no signature covers. What stands there is not read, so it may say anything but what we look for.
    [Fact]
    public void what_else_the_key_info_says_changes_nothing()
    {
        var forge = new Forge
        {
            AfterSigning = document =>
            {
                var keyInfo = document.DocumentElement!.Children(XmlNames.Signature, "Signature").Single().Children(XmlNames.Signature, "KeyInfo").Single();
                keyInfo.InnerXml = "<ds:KeyName xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">other</ds:KeyName><evil xmlns=\"urn:evil\" ID=\"_evil\">x</evil>";
            },
        };

        forge.Validate().ShouldBe(Genuine);
    }

    [Fact]
    public void no_part_of_a_signed_response_can_be_left_out_or_doubled()
    {
        var message = new Forge().Build();
        var places = Load(message).SelectNodes("//*")!.Count;
        for (var place = 1; place < places; place++)
        {
            foreach (var doubled in new[] { true, false })
            {
                var document = Load(message);
                var element = (XmlElement)document.SelectNodes("//*")![place]!;
                if (doubled)
                {
                    element.ParentNode!.InsertAfter(element.CloneNode(deep: true), element);
                }
                else
                {
                    element.ParentNode!.RemoveChild(element);
                }

                var outcome = new Forge().Validate(Forge.Text(document));
                if (outcome is not RefusedResponse)
                {
                    element.NamespaceURI.ShouldBe(XmlNames.Signature, element.Name);
                    outcome.ShouldBe(Genuine);
                }
            }
        }
    }

    private static XmlDocument Load(string message)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(message);
        return document;
    }
}
