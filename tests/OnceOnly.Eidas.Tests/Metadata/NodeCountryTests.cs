// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Metadata;

public class NodeCountryTests
{
    private static readonly XNamespace Md = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static readonly XNamespace Eidas = "http://eidas.europa.eu/saml-extensions";

    [Fact]
    public void the_country_may_stand_at_the_entity()
    {
        var fault = Read(document =>
        {
            var country = document.Descendants(Eidas + "NodeCountry").Single();
            country.Parent!.Remove();
            document.Root!.Element(Md + "Extensions")!.Add(country);
        }, out var metadata);

        fault.ShouldBe(MetadataFault.None);
        metadata!.NodeCountry.ShouldBe("ES");
    }

    [Theory]
    [InlineData("")]
    [InlineData("es")]
    [InlineData("Spain")]
    [InlineData("@S")]
    [InlineData("[S")]
    [InlineData("S@")]
    [InlineData("S[")]
    public void a_country_that_is_no_code_is_a_fault_and_not_silence(string text) =>
        Read(document => document.Descendants(Eidas + "NodeCountry").Single().Value = text, out _)
            .ShouldBe(MetadataFault.NodeCountry);

    [Theory]
    [InlineData("AZ")]
    [InlineData("ZA")]
    [InlineData(null)]
    public void a_country_is_two_capital_letters_or_not_said(string? code)
    {
        var fault = Read(document =>
        {
            var country = document.Descendants(Eidas + "NodeCountry").Single();
            if (code is null)
            {
                country.Remove();
            }
            else
            {
                country.Value = code;
            }
        }, out var metadata);

        fault.ShouldBe(MetadataFault.None);
        metadata!.NodeCountry.ShouldBe(code);
    }

    [Fact]
    public void a_country_with_a_comment_in_it_is_a_fault() =>
        Read(document => document.Descendants(Eidas + "NodeCountry").Single().Add(new XComment("x")), out _)
            .ShouldBe(MetadataFault.NodeCountry);

    [Fact]
    public void two_countries_are_a_fault() =>
        Read(document => document.Descendants(Eidas + "NodeCountry").Single().AddAfterSelf(new XElement(Eidas + "NodeCountry", "FR")), out _)
            .ShouldBe(MetadataFault.NodeCountry);

    private static MetadataFault Read(Action<XDocument> alter, out NodeMetadata? metadata)
    {
        var bytes = NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1));
        var document = XDocument.Parse(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), LoadOptions.PreserveWhitespace);
        alter(document);
        var text = document.ToString(SaveOptions.DisableFormatting);
        NodeMetadata.TryRead(Encoding.UTF8.GetBytes(text), MetadataTrust.AsGiven, Actors.Now, out metadata, out var fault);
        return fault;
    }
}
