// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Rules;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Parsing;

/// <summary>Reads the parts all messages share and notes what the schema requires and is not there.</summary>
internal sealed class PartReader
{
    private readonly List<string> gaps = [];

    /// <summary>What is missing or unreadable, by name only.</summary>
    public IReadOnlyList<string> Gaps => gaps;

    public string Text(XmlElement? parent, string name)
    {
        if (!string.IsNullOrEmpty(parent?.ChildText(name)))
        {
            return parent.ChildText(name)!;
        }

        gaps.Add($"{parent?.LocalName ?? "?"}/{name}");
        return string.Empty;
    }

    public string SlotText(XmlElement parent, string name)
    {
        if (parent.Slot(name).SlotText() is { Length: > 0 } text)
        {
            return text;
        }

        gaps.Add($"Slot[{name}]");
        return string.Empty;
    }

    public DateTimeOffset SlotTime(XmlElement parent, string name)
    {
        if (RuleValues.TryReadDateTime(parent.Slot(name).SlotText() ?? string.Empty, out var moment))
        {
            return moment;
        }

        gaps.Add($"Slot[{name}]");
        return default;
    }

    public bool SlotBoolean(XmlElement parent, string name)
    {
        switch (parent.Slot(name).SlotText())
        {
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                gaps.Add($"Slot[{name}]");
                return false;
        }
    }

    public string Attribute(XmlElement element, string name)
    {
        if (element.Attribute(name)?.Trim() is { Length: > 0 } value)
        {
            return value;
        }

        gaps.Add($"{element.LocalName}/@{name}");
        return string.Empty;
    }

    public DateOnly Date(XmlElement? parent, string name)
    {
        var text = Text(parent, name);
        if (text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        gaps.Add($"{parent?.LocalName ?? "?"}/{name}");
        return default;
    }

    public T? Need<T>(T? part, string name)
        where T : class
    {
        if (part is null)
        {
            gaps.Add(name);
        }

        return part;
    }

    /// <summary>At least one text. How long it has to be is a rule's concern.</summary>
    public List<OotsText> SomeTexts(XmlElement? parent, string name)
    {
        var texts = Texts(parent, name);
        if (parent is not null && texts.Count == 0)
        {
            gaps.Add($"{parent.LocalName}/{name}");
        }

        return texts;
    }

    public static List<OotsText> Texts(XmlElement? parent, string name) =>
        parent is null ? [] : [.. parent.All(name).Select(text => new OotsText(text.Attribute("lang")?.Trim() ?? string.Empty, RegRepReading.Normalize(text.InnerText)))];

    public static List<OotsText> LocalizedTexts(XmlElement? slot) =>
        slot.SlotValue()?.Children(EdmNames.Rim, "Value").SelectMany(value => value.Children(EdmNames.Rim, "LocalizedString"))
            .Select(text => new OotsText(text.GetAttribute("lang", "http://www.w3.org/XML/1998/namespace"), RegRepReading.Normalize(text.Attribute("value") ?? string.Empty)))
            .ToList() ?? [];

    public static List<string> Values(XmlElement parent, string name) => [.. parent.All(name).Select(value => RegRepReading.Normalize(value.InnerText))];

    public static SchemedIdentifier? Identifier(XmlElement? parent, string name) =>
        parent?.Child(name) is { } identifier ? ToIdentifier(identifier) : null;

    public static List<SchemedIdentifier> Identifiers(XmlElement parent, string name) => [.. parent.All(name).Select(ToIdentifier)];

    public OotsAgent Agent(XmlElement? agent)
    {
        var identifier = Need(Identifier(agent, "Identifier"), "Agent/Identifier") ?? new SchemedIdentifier(string.Empty, string.Empty);
        return new OotsAgent(identifier, SomeTexts(agent, "Name"), Address(agent?.Child("Address")), agent?.ChildText("Classification"));
    }

    public static OotsAddress? Address(XmlElement? address) => address is null ? null : new OotsAddress(address.ChildText("AdminUnitLevel1") ?? string.Empty, address.ChildText("AdminUnitLevel2"))
    {
        FullAddress = address.ChildText("FullAddress"),
        LocatorDesignator = address.ChildText("LocatorDesignator"),
        PostCode = address.ChildText("PostCode"),
        PostCityName = address.ChildText("PostCityName"),
        Thoroughfare = address.ChildText("Thoroughfare"),
    };

    public OotsPerson? Person(XmlElement? person) => person?.LocalName switch
    {
        null => null,
        "LegalPerson" => new OotsLegalPerson(Text(person, "LegalName"))
        {
            LevelOfAssurance = person.ChildText("LevelOfAssurance"),
            Identifier = Identifier(person, "LegalPersonIdentifier"),
            OtherIdentifiers = Identifiers(person, "Identifier"),
            RegisteredAddress = Address(person.Child("RegisteredAddress")),
            SectorAttributes = Attributes(person),
        },
        _ => new OotsNaturalPerson(Text(person, "FamilyName"), Text(person, "GivenName"), Date(person, "DateOfBirth"))
        {
            LevelOfAssurance = person.ChildText("LevelOfAssurance"),
            Identifier = Identifier(person, "Identifier"),
            BirthName = person.ChildText("BirthName"),
            PlaceOfBirth = person.ChildText("PlaceOfBirth"),
            CurrentAddress = Address(person.Child("CurrentAddress")),
            Gender = person.ChildText("Gender"),
            SectorAttributes = Attributes(person),
        },
    };

    private List<SectorAttribute> Attributes(XmlElement person) =>
    [
        .. person.All("SectorSpecificAttribute").Select(attribute =>
            new SectorAttribute(Text(attribute, "AttributeName"), attribute.ChildText("AttributeURI") ?? string.Empty, Text(attribute, "AttributeValue"))),
    ];

    private static SchemedIdentifier ToIdentifier(XmlElement identifier) =>
        new(identifier.Attribute("schemeID")?.Trim() ?? string.Empty, RegRepReading.Normalize(identifier.InnerText));
}
