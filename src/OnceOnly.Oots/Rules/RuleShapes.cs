// SPDX-License-Identifier: EUPL-1.2

using System.Text.RegularExpressions;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Rules;

/// <summary>The handful of shapes most published rules have.</summary>
internal static class RuleShapes
{
    /// <summary>XPath of the value of a top-level slot.</summary>
    public static string Value(string slot) => $"rim:Slot[@name='{slot}']/rim:SlotValue";

    /// <summary>XPath of the elements of a top-level collection.</summary>
    public static string Elements(string slot) => Value(slot) + "/rim:Element";

    /// <summary>The parent holds the slot exactly once.</summary>
    public static EdmRule OneSlot(string id, string slot, string context = ".") =>
        new(id, context, scope => scope.Slots(slot) == 1);

    /// <summary>The parent holds the slot not more than once.</summary>
    public static EdmRule AtMostOneSlot(string id, string slot, string context = ".") =>
        new(id, context, scope => scope.Slots(slot) <= 1);

    /// <summary>The parent holds no slots but these; a slot without a name is nobody's concern here.</summary>
    public static EdmRule OnlySlots(string id, string context, params string[] slots) =>
        new(id, context, scope => scope.Element.Children(EdmNames.Rim, "Slot")
            .All(slot => slot.Attribute("name") is not { } name || slots.Contains(name, StringComparer.Ordinal)));

    /// <summary>The <c>xsi:type</c> is this RegRep type, whatever its prefix.</summary>
    public static EdmRule Typed(string id, string context, string type) =>
        new(id, context, scope => scope.Element.XsiType(EdmNames.Rim) == type);

    /// <summary>The place holds such an <c>sdg</c> element.</summary>
    public static EdmRule Holds(string id, string context, string child) =>
        new(id, context, scope => scope.Element.Child(child) is not null);

    /// <summary>The place holds no elements but these <c>sdg</c> ones.</summary>
    public static EdmRule OnlyChildren(string id, string context, params string[] names) =>
        new(id, context, scope => scope.Children.All(child => child.NamespaceURI == EdmNames.Sdg && names.Contains(child.LocalName, StringComparer.Ordinal)));

    /// <summary>The attribute is there, be it empty.</summary>
    public static EdmRule HasAttribute(string id, string context, string attribute) =>
        new(id, context, scope => scope.Attribute(attribute) is not null);

    /// <summary>The attribute is there and says something.</summary>
    public static EdmRule FilledAttribute(string id, string context, string attribute) =>
        new(id, context, scope => !string.IsNullOrWhiteSpace(scope.Attribute(attribute)));

    /// <summary>The first such child is there and says something.</summary>
    public static EdmRule Filled(string id, string context, string child) =>
        new(id, context, scope => !string.IsNullOrEmpty(scope.Element.ChildText(child)));

    public static EdmRule Fixed(string id, string context, string value) =>
        new(id, context, scope => scope.Text == value);

    public static EdmRule FixedAttribute(string id, string context, string attribute, string value) =>
        new(id, context, scope => scope.Attribute(attribute) == value);

    public static EdmRule Matches(string id, string context, Regex pattern) =>
        new(id, context, scope => pattern.IsMatch(scope.Text));

    public static EdmRule InList(string id, string context, Func<OotsCodeLists, CodeList> list) =>
        new(id, context, scope => list(scope.Lists).Contains(scope.Text));

    /// <summary>The pair most multilingual texts have: a language is named, and it is a published one.</summary>
    public static EdmRule[] Language(string required, string listed, string context) =>
    [
        FilledAttribute(required, context, "lang"),
        InList(listed, context + "/@lang", lists => lists.Languages),
    ];

    /// <summary>The pair identifiers of agents have: a scheme is named, and it is a published one on a value of bearable length.</summary>
    public static EdmRule[] AgentIdentifier(string required, string listed, string context) =>
    [
        HasAttribute(required, context, "schemeID"),
        new(listed, context + "[@schemeID]", scope => RuleValues.IsAgentScheme(scope) && scope.Text.Length < 256),
    ];

    /// <summary>The pair identifiers of persons have: a scheme is named, and it is <c>eidas</c>.</summary>
    public static EdmRule[] EidasScheme(string required, string @fixed, string context) =>
    [
        HasAttribute(required, context, "schemeID"),
        FixedAttribute(@fixed, context + "[@schemeID]", "schemeID", EdmNames.EidasScheme),
    ];

    public static EdmRule[] LevelOfAssurance(string required, string listed, string context) =>
    [
        Filled(required, context, "LevelOfAssurance"),
        InList(listed, context + "/sdg:LevelOfAssurance", lists => lists.LevelsOfAssurance),
    ];
}
