// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Xml.Linq;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.XmlSecurity;

namespace OnceOnly.Oots.Writing;

/// <summary>The parts all messages share, in the order the schema wants.</summary>
internal static class RegRepWriter
{
    public static readonly XNamespace Query = EdmNames.Query;
    public static readonly XNamespace Rim = EdmNames.Rim;
    public static readonly XNamespace Rs = EdmNames.Rs;
    public static readonly XNamespace Sdg = EdmNames.Sdg;
    public static readonly XNamespace XLink = EdmNames.XLink;
    public static readonly XNamespace Xsi = XmlNames.SchemaInstance;

    /// <summary>Declared on the root, so that the types named in attributes resolve.</summary>
    public static IEnumerable<XAttribute> Declarations =>
    [
        new(XNamespace.Xmlns + "query", Query),
        new(XNamespace.Xmlns + "rim", Rim),
        new(XNamespace.Xmlns + "rs", Rs),
        new(XNamespace.Xmlns + "sdg", Sdg),
        new(XNamespace.Xmlns + "xlink", XLink),
        new(XNamespace.Xmlns + "xsi", Xsi),
    ];

    public static XElement? StringSlot(string name, string? text) => text is null ? null : Slot(name, "String", new XElement(Rim + "Value", text));

    public static XElement TimeSlot(string name, DateTimeOffset moment) => Slot(name, "DateTime", new XElement(Rim + "Value", Time(moment)));

    public static XElement BooleanSlot(string name, bool value) => Slot(name, "Boolean", new XElement(Rim + "Value", value));

    public static XElement? InternationalSlot(string name, IReadOnlyList<OotsText> texts) => texts.Count == 0
        ? null
        : Slot(name, "InternationalString", new XElement(Rim + "Value", texts.Select(text =>
            new XElement(Rim + "LocalizedString", new XAttribute(XNamespace.Xml + "lang", text.Language), new XAttribute("value", text.Text)))));

    public static XElement AnySlot(string name, XElement content) => Slot(name, "Any", content);

    public static XElement? CollectionSlot(string name, IEnumerable<XElement> contents)
    {
        var elements = contents.Select(content => new XElement(Rim + "Element", Type("AnyValueType"), content)).ToList();
        return elements.Count == 0 ? null : Slot(name, "Collection", [new XAttribute("collectionType", EdmNames.CollectionSet), .. elements]);
    }

    public static XAttribute Type(string type) => new(Xsi + "type", "rim:" + type);

    public static XElement? Optional(string name, string? text) => text is null ? null : new XElement(Sdg + name, text);

    public static IEnumerable<XElement> Texts(string name, IEnumerable<OotsText> texts) =>
        texts.Select(text => new XElement(Sdg + name, new XAttribute("lang", text.Language), text.Text));

    public static XElement Identifier(string name, SchemedIdentifier identifier) =>
        new(Sdg + name, identifier.Scheme.Length == 0 ? null : new XAttribute("schemeID", identifier.Scheme), identifier.Value);

    /// <summary>An agent as it stands.</summary>
    public static XElement Agent(OotsAgent agent, string name = "Agent") => new(
        Sdg + name,
        Identifier("Identifier", agent.Identifier),
        Texts("Name", agent.Names),
        Address("Address", agent.Address),
        Optional("Classification", agent.Classification));

    /// <summary>An agent where only identifier and name may stand.</summary>
    public static XElement NamedAgent(OotsAgent agent, string name = "Agent") => Agent(agent with { Address = null, Classification = null }, name);

    public static XElement? Address(string name, OotsAddress? address) => address is null ? null : new XElement(
        Sdg + name,
        Optional("FullAddress", address.FullAddress),
        Optional("LocatorDesignator", address.LocatorDesignator),
        Optional("PostCode", address.PostCode),
        Optional("PostCityName", address.PostCityName),
        Optional("Thoroughfare", address.Thoroughfare),
        new XElement(Sdg + "AdminUnitLevel1", address.Country),
        Optional("AdminUnitLevel2", address.Territory));

    /// <param name="person">Natural or legal.</param>
    /// <param name="naturalName"><c>Person</c> in requests, <c>NaturalPerson</c> in answers.</param>
    public static XElement Person(OotsPerson person, string naturalName) => person switch
    {
        OotsLegalPerson legal => new XElement(
            Sdg + "LegalPerson",
            Optional("LevelOfAssurance", legal.LevelOfAssurance),
            legal.OtherIdentifiers.Select(identifier => Identifier("Identifier", identifier)),
            legal.Identifier is null ? null : Identifier("LegalPersonIdentifier", legal.Identifier),
            new XElement(Sdg + "LegalName", legal.LegalName),
            Address("RegisteredAddress", legal.RegisteredAddress),
            Attributes(legal)),
        OotsNaturalPerson natural => new XElement(
            Sdg + naturalName,
            Optional("LevelOfAssurance", natural.LevelOfAssurance),
            natural.Identifier is null ? null : Identifier("Identifier", natural.Identifier),
            new XElement(Sdg + "FamilyName", natural.FamilyName),
            new XElement(Sdg + "GivenName", natural.GivenName),
            new XElement(Sdg + "DateOfBirth", Date(natural.DateOfBirth)),
            Optional("BirthName", natural.BirthName),
            Optional("PlaceOfBirth", natural.PlaceOfBirth),
            Address("CurrentAddress", natural.CurrentAddress),
            Optional("Gender", natural.Gender),
            Attributes(natural)),
        _ => throw new ArgumentException("A person is natural or legal.", nameof(person)),
    };

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static XElement Slot(string name, string type, params object[] content) =>
        new(Rim + "Slot", new XAttribute("name", name), new XElement(Rim + "SlotValue", Type(type + "ValueType"), content));

    private static string Time(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static IEnumerable<XElement> Attributes(OotsPerson person) => person.SectorAttributes.Select(attribute => new XElement(
        Sdg + "SectorSpecificAttribute",
        new XElement(Sdg + "AttributeName", attribute.Name),
        new XElement(Sdg + "AttributeURI", attribute.Uri),
        new XElement(Sdg + "AttributeValue", attribute.Value)));
}
