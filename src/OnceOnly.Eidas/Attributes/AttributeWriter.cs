// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Xml.Linq;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;

namespace OnceOnly.Eidas.Attributes;

/// <summary>Writes attributes with their eIDAS types, as a node does.</summary>
internal static class AttributeWriter
{
    private static readonly XNamespace Xsi = XmlNames.SchemaInstance;

    public static XElement Write(EidasAttribute attribute, object value)
    {
        IEnumerable<XElement> values = value switch
        {
            TransliteratedText { Original: { } original } text => [Value(attribute, original, latin: false), Value(attribute, text.Latin)],
            TransliteratedText text => [Value(attribute, text.Latin)],
            EidasIdentifier identifier => [Value(attribute, identifier.Value)],
            EidasAddress address => [Value(attribute, AddressCodec.Encode(address, attribute.Namespace))],
            DateOnly date => [Value(attribute, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            _ => [Value(attribute, value.ToString()!)],
        };
        return new XElement(
            SamlNames.Saml + "Attribute",
            new XAttribute("FriendlyName", attribute.FriendlyName),
            new XAttribute("Name", attribute.Uri),
            new XAttribute("NameFormat", SamlNames.AttributeNameUri),
            values);
    }

    // The prefix is declared on the value itself: a type's name is content, which canonicalisation does not look into.
    private static XElement Value(EidasAttribute attribute, string text, bool latin = true)
    {
        XNamespace types = attribute.Namespace;
        return new XElement(
            SamlNames.Saml + "AttributeValue",
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi),
            new XAttribute(XNamespace.Xmlns + "types", types),
            new XAttribute(Xsi + "type", "types:" + attribute.TypeName),
            latin ? null : new XAttribute(types + "LatinScript", "false"),
            text);
    }
}
