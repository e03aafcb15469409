// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Xml;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Responses;

/// <summary>Reads the attributes the eIDAS profile knows, each into the type of its content. Others are passed over.</summary>
/// <remarks>
/// The attribute's name decides what it is. <c>xsi:type</c> does not: it is optional, and its prefix may be bound where
/// decryption has cut it off. FriendlyName is for humans. A value that cannot be read refuses the response where it is
/// mandatory; an optional attribute is then as good as not sent.
/// </remarks>
internal static class AttributeReader
{
    /// <param name="statement">The AttributeStatement.</param>
    /// <param name="context">What is expected, and where findings go.</param>
    /// <param name="named">Of whom the statement says anything, be it something that cannot be read.</param>
    public static IReadOnlyDictionary<EidasAttribute, object> Read(
        XmlElement statement, CheckContext context, out IReadOnlySet<AttributeSet> named)
    {
        var findings = context.Findings;
        var children = new ChildElements(statement);
        var elements = children.TakeAll(SamlNames.Assertion, "Attribute");
        findings.Require(children.IsExhausted && statement.HasOnlyAttributes(), ResponseRules.AttributeStatement);

        var seen = new HashSet<EidasAttribute>();
        var values = new Dictionary<EidasAttribute, object>();
        var sets = new HashSet<AttributeSet>();
        named = sets;
        foreach (var element in elements)
        {
            var name = element.Attribute("Name");
            findings.Require(name is not null, ResponseRules.AttributeStatement);
            if (context.Expected.Profile.FindAttribute(name) is not { } attribute)
            {
                continue;
            }

            findings.Require(seen.Add(attribute), ResponseRules.AttributeOnce, attribute.FriendlyName);
            findings.Require(
                element.Attribute("NameFormat") is SamlNames.AttributeNameUri || name != attribute.Uri,
                ResponseRules.AttributeNameFormat,
                attribute.FriendlyName);
            if (!string.IsNullOrWhiteSpace(element.InnerText))
            {
                sets.Add(attribute.Set);
            }

            if (ReadValue(element, attribute, context) is { } value)
            {
                values[attribute] = value;
            }
        }

        return values;
    }

    private static object? ReadValue(XmlElement element, EidasAttribute attribute, CheckContext context)
    {
        var children = new ChildElements(element);
        var latin = new List<string>();
        var original = new List<string>();
        var isSaid = false;
        foreach (var valueElement in children.TakeAll(SamlNames.Assertion, "AttributeValue"))
        {
            if (!ElementText.TryGet(valueElement, out var text))
            {
                return Unreadable(ResponseRules.AttributeValue);
            }

            // An empty value, nil or not, says nothing; what is mandatory is then missing.
            if (text.Trim() is { Length: > 0 } trimmed)
            {
                var script = LatinScriptOf(valueElement);
                (script is "false" or "0" ? original : latin).Add(trimmed);
                isSaid |= script is not null;
            }
        }

        if (!children.IsExhausted)
        {
            return Unreadable(ResponseRules.AttributeValue);
        }

        if (latin.Count + original.Count == 0)
        {
            return null;
        }

        var mayHaveTwo = attribute.Content == AttributeContent.TransliteratedText;
        if (mayHaveTwo && !isSaid && (latin.Count, original.Count) == (2, 0) && latin.Count(LatinScript.Writes) == 1)
        {
            // Real senders leave LatinScript out.
            original.Add(latin.Find(text => !LatinScript.Writes(text))!);
            latin.RemoveAll(text => !LatinScript.Writes(text));
        }

        return latin.Count == 1 && original.Count <= (mayHaveTwo ? 1 : 0)
            ? Parse(attribute.Content, latin[0], original.FirstOrDefault(), context) ?? Unreadable(ResponseRules.AttributeValue)
            : Unreadable(ResponseRules.AttributeTransliteration);

        object? Unreadable(ResponseRule rule)
        {
            context.Findings.Require(!attribute.IsMandatory, rule, attribute.FriendlyName);
            return null;
        }
    }

    // Senders differ on the namespace of this attribute for representatives, so only its local name counts.
    private static string? LatinScriptOf(XmlElement value) => value.Attributes
        .OfType<XmlAttribute>()
        .FirstOrDefault(attribute => attribute.LocalName == "LatinScript")?.Value.Trim();

    private static object? Parse(AttributeContent content, string text, string? original, CheckContext context) => content switch
    {
        AttributeContent.TransliteratedText => new TransliteratedText(text, original),
        AttributeContent.Identifier => EidasIdentifier.TryParse(Qualified(text, context.Expected), out var identifier) ? identifier : null,
        AttributeContent.Date => ParseDate(text, context.Now),
        AttributeContent.Gender => ParseGender(text),
        AttributeContent.Country => CountryCode.IsWellFormed(text) ? text : null,
        AttributeContent.Address => AddressCodec.Decode(text),
        _ => text,
    };

    // Of several countries nothing says which one it is.
    private static string Qualified(string text, ResponseExpectation expected) => expected.Profile.SendsNationalIdentifiers
        ? $"{(expected.KnownOrigins is [var only] ? only : null)}/{expected.Country}/{text}"
        : text;

    // The one date there is is that of a birth.
    private static DateOnly? ParseDate(string text, DateTimeOffset now) =>
        DateOnly.TryParseExact(WithoutZone(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date <= DateOnly.FromDateTime(now.UtcDateTime)
            ? date
            : null;

    // xsd:date may have a time zone, which changes nothing about the day somebody was born on.
    private static string WithoutZone(string text) => text switch
    {
        [.. { Length: 10 } day, 'Z'] => day,
        [.. { Length: 10 } day, '+' or '-', >= '0' and <= '1', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9'] => day,
        _ => text,
    };

    private static EidasGender? ParseGender(string text) => text switch
    {
        "Male" => EidasGender.Male,
        "Female" => EidasGender.Female,
        // The second spelling is that of the first version of the profile.
        "Unspecified" or "Not Specified" => EidasGender.Unspecified,
        _ => null,
    };
}
