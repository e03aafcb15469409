// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>Attributes, and the persons made of them.</summary>
internal static class AttributeCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
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
        (ResponseRules.AttributeValue, "a date in a zone of no clock", forge => forge.Attribute("DateOfBirth").Element(Value)!.Value = "1980-02-29+2:00"),
        (ResponseRules.AttributeValue, "a date with a time", forge => forge.Attribute("DateOfBirth").Element(Value)!.Value = "1980-02-29T00:00:00Z"),
        (ResponseRules.AttributeValue, "a birth tomorrow", forge => forge.Attribute("DateOfBirth").Element(Value)!.Value = "2026-11-22"),
        (ResponseRules.AttributeValue, "an identifier without countries", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "02635542Y"),
        (ResponseRules.AttributeValue, "an identifier in lower case", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "es/el/02635542Y"),
        (ResponseRules.AttributeValue, "an identifier with nothing behind", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "ES/EL/"),
        (ResponseRules.AttributeTransliteration, "two Latin values", forge => forge.Attribute("FamilyName").Add(new XElement(Value, "Lopez"))),
        (ResponseRules.AttributeTransliteration, "only the original script", forge => forge.Attribute("FamilyName").ReplaceNodes(InOriginalScript("Γκαρθία"))),
        (ResponseRules.AttributeTransliteration, "two in Greek letters", forge => forge.Attribute("FamilyName").ReplaceNodes(new XElement(Value, "Γκαρθία"), new XElement(Value, "Γκαρσία"))),
        (ResponseRules.AttributeTransliteration, "three, of which one is Latin", forge => forge.Attribute("FamilyName").Add(new XElement(Value, "Γκαρθία"), new XElement(Value, "Γκαρσία"))),
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
        (ResponseRules.MinimumDataSet, "only a representing company", forge => forge.In("AttributeStatement").ReplaceNodes(RepresentativeCompany())),
        (ResponseRules.MinimumDataSet, "only FriendlyNames are right", forge => forge.Attribute("PersonIdentifier").SetAttributeValue("Name", "urn:other")),
        (ResponseRules.Representative, "an incomplete one", forge => forge.In("AttributeStatement").Add(Representative("PersonIdentifier", "ES/EL/9"))),
        (ResponseRules.Representative, "nothing but an address that cannot be read", forge => forge.In("AttributeStatement").Add(Representative("CurrentAddress", "Calle Mayor 1"))),
        (ResponseRules.Representative, "an incomplete legal person", forge => forge.In("AttributeStatement").Add(RepresentativeCompany().Last())),
        (ResponseRules.Representative, "a natural and a legal person", forge => forge.In("AttributeStatement").Add(RepresentativeSet(), RepresentativeCompany())),
        (ResponseRules.Representative, "a natural person with a company's name", forge => forge.In("AttributeStatement").Add(RepresentativeSet(), RepresentativeCompany().Last())),
        (ResponseRules.IdentifierOrigin, "of another country than the node's", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "FR/EL/02635542Y"),
        (ResponseRules.IdentifierOrigin, "of another country than chosen", forge => forge.Expected = forge.Expected with { Origins = ["FR"] }),
        (ResponseRules.IdentifierOrigin, "of none of several countries", forge => forge.Expected = forge.Expected with { Origins = ["FR", "PT"] }),
        (ResponseRules.IdentifierOrigin, "the representative's of another of several countries", forge =>
        {
            forge.Expected = forge.Expected with { Origins = ["ES", "FR"] };
            forge.In("AttributeStatement").Add(RepresentativeSet("FR/EL/9"));
        }),
        (ResponseRules.IdentifierOrigin, "the representative's", forge => forge.In("AttributeStatement").Add(RepresentativeSet("FR/EL/9"))),
        (ResponseRules.IdentifierOrigin, "the representing company's", forge => forge.In("AttributeStatement").Add(RepresentativeCompany("FR/EL/9"))),
        (ResponseRules.IdentifierDestination, "made for another country", forge => forge.Attribute("PersonIdentifier").Element(Value)!.Value = "ES/FR/02635542Y"),
        (ResponseRules.IdentifierDestination, "the representative's", forge => forge.In("AttributeStatement").Add(RepresentativeSet("ES/FR/9"))),
        (ResponseRules.IdentifierDestination, "the representing company's", forge => forge.In("AttributeStatement").Add(RepresentativeCompany("ES/FR/9"))),
    ];
}
