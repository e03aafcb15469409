// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-REQ-S…: the slots of a request and what stands in them.</summary>
internal static class RequestStructure
{
    private static readonly string[] Slots =
    [
        "SpecificationIdentifier", "IssueDateTime", "Procedure", "PreviewLocation", "PossibilityForPreview", "ExplicitRequestGiven",
        "Requirements", "EvidenceRequester", "EvidenceProvider", "EvidenceProviderClassification",
    ];

    private static readonly string[] QuerySlots =
        ["EvidenceRequest", "LegalPerson", "NaturalPerson", "AuthorizedRepresentative", "AuthorizedRepresentativeLegalPerson"];

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        new("R-EDM-REQ-S001", ".", scope => scope.Node.LocalName == "QueryRequest"),
        new("R-EDM-REQ-S002", ".", scope => scope.Node.NamespaceURI == EdmNames.Query),
        new("R-EDM-REQ-S004", ".", scope => RuleValues.UuidUrn.IsMatch(scope.Attribute("id")?.Trim() ?? string.Empty)),

        OneSlot("R-EDM-REQ-S005", "SpecificationIdentifier"),
        OneSlot("R-EDM-REQ-S006", "IssueDateTime"),
        OneSlot("R-EDM-REQ-S007", "Procedure"),
        AtMostOneSlot("R-EDM-REQ-S008", "PreviewLocation"),
        OneSlot("R-EDM-REQ-S009", "PossibilityForPreview"),
        OneSlot("R-EDM-REQ-S010", "ExplicitRequestGiven"),
        OneSlot("R-EDM-REQ-S011", "Requirements"),
        OneSlot("R-EDM-REQ-S012", "EvidenceRequester"),
        OneSlot("R-EDM-REQ-S013", "EvidenceProvider"),
        AtMostOneSlot("R-EDM-REQ-S014", "EvidenceProviderClassification"),
        new("R-EDM-REQ-S015", ".", scope => scope.Element.Children(EdmNames.Query, "Query").Sum(query => Count(query, "EvidenceRequest")) == 1),
        new("R-EDM-REQ-S016", ".", scope => scope.Element.Children(EdmNames.Query, "Query").Sum(query => Count(query, "NaturalPerson") + Count(query, "LegalPerson")) == 1),

        new("R-EDM-REQ-S019", ".", scope => HasOnly(scope.Element, scope.Is2 ? [.. Slots, "ReturnLocation"] : Slots)),
        Typed("R-EDM-REQ-S020", Value("SpecificationIdentifier"), "StringValueType"),
        Typed("R-EDM-REQ-S021", Value("IssueDateTime"), "DateTimeValueType"),
        new("R-EDM-REQ-S022", Value("Procedure"), scope => scope.Element.XsiType(EdmNames.Rim) == (scope.Is2 ? "StringValueType" : "InternationalStringValueType")),
        Typed("R-EDM-REQ-S023", Value("PreviewLocation"), "StringValueType"),
        Typed("R-EDM-REQ-S024", Value("PossibilityForPreview"), "BooleanValueType"),
        Typed("R-EDM-REQ-S025", Value("ExplicitRequestGiven"), "BooleanValueType"),
        Typed("R-EDM-REQ-S026", Value("Requirements"), "CollectionValueType"),
        Typed("R-EDM-REQ-S027", Elements("Requirements"), "AnyValueType"),
        Typed("R-EDM-REQ-S028", Value("EvidenceRequester"), "CollectionValueType"),
        Typed("R-EDM-REQ-S029", Elements("EvidenceRequester"), "AnyValueType"),
        Typed("R-EDM-REQ-S030", Value("EvidenceProvider"), "AnyValueType"),
        Typed("R-EDM-REQ-S031", Value("EvidenceProviderClassification"), "CollectionValueType"),
        Typed("R-EDM-REQ-S032", Elements("EvidenceProviderClassification"), "AnyValueType"),
        Typed("R-EDM-REQ-S033", InQuery("EvidenceRequest"), "AnyValueType"),
        Typed("R-EDM-REQ-S034", InQuery("LegalPerson"), "AnyValueType"),
        Typed("R-EDM-REQ-S035", InQuery("NaturalPerson"), "AnyValueType"),
        Typed("R-EDM-REQ-S036", InQuery("AuthorizedRepresentative"), "AnyValueType"),
        Holds("R-EDM-REQ-S037", Elements("Requirements"), "Requirement"),
        OnlyChildren("R-EDM-REQ-S038", Elements("Requirements") + "/sdg:Requirement", "Identifier", "Name", "Description"),
        new("R-EDM-REQ-S039", Value("EvidenceRequester"), scope => scope.Element.SelectSingleNode("rim:Element/sdg:Agent", EdmNames.Prefixes) is not null),
        OnlyChildren("R-EDM-REQ-S040", Elements("EvidenceRequester") + "/sdg:Agent", "Identifier", "Name", "Address", "Classification"),
        Holds("R-EDM-REQ-S041", Elements("EvidenceProviderClassification"), "EvidenceProviderClassification"),
        Holds("R-EDM-REQ-S042", Value("EvidenceProvider"), "Agent"),
        OnlyChildren("R-EDM-REQ-S043", Value("EvidenceProvider") + "/sdg:Agent", "Identifier", "Name"),
        Holds("R-EDM-REQ-S044", InQuery("EvidenceRequest"), "DataServiceEvidenceType"),
        OnlyChildren("R-EDM-REQ-S045", InQuery("EvidenceRequest") + "/sdg:DataServiceEvidenceType", "Identifier", "EvidenceTypeClassification", "Title", "Description", "DistributedAs"),
        Holds("R-EDM-REQ-S046", InQuery("NaturalPerson"), "Person"),
        Holds("R-EDM-REQ-S047", InQuery("LegalPerson"), "LegalPerson"),
        Holds("R-EDM-REQ-S048", InQuery("AuthorizedRepresentative"), "Person"),
        OnlySlots("R-EDM-REQ-S049", "query:Query", QuerySlots),

        new("R-EDM-REQ-S050", "descendant::rim:Slot", scope => scope.Element.Children(EdmNames.Rim, "SlotValue").Count() == 1),
        new("R-EDM-REQ-S051", "descendant::rim:SlotValue", scope => scope.Children.Any()),
        new("R-EDM-REQ-S052", "descendant::rim:SlotValue", scope => !IsCollection(scope.Element) || scope.Element.Children(EdmNames.Rim, "Element").Any()),
        new("R-EDM-REQ-S053", "descendant::rim:SlotValue", scope => !IsCollection(scope.Element) || scope.Attribute("collectionType") == EdmNames.CollectionSet),
        Typed("R-EDM-REQ-S055", InQuery("AuthorizedRepresentativeLegalPerson"), "AnyValueType"),
        Holds("R-EDM-REQ-S056", InQuery("AuthorizedRepresentativeLegalPerson"), "LegalPerson"),
        new("R-EDM-REQ-S059", ".", scope => scope.Element.GetAttributeNode("lang", XmlNames.Xml) is null),
        AtMostOneSlot("R-EDM-REQ-S060", "ReturnLocation"),
        Typed("R-EDM-REQ-S061", Value("ReturnLocation"), "StringValueType"),
        new("R-EDM-REQ-S062", ".", scope => (scope.Slots("PreviewLocation") > 0) == (scope.Slots("ReturnLocation") > 0)),
    ];

    /// <summary>XPath of the value of a slot inside the query.</summary>
    public static string InQuery(string slot) => "query:Query/" + Value(slot);

    private static int Count(XmlElement query, string slot) =>
        query.Children(EdmNames.Rim, "Slot").Count(found => found.Attribute("name") == slot);

    private static bool HasOnly(XmlElement parent, string[] slots) =>
        parent.Children(EdmNames.Rim, "Slot").All(slot => slot.Attribute("name") is { } name && slots.Contains(name, StringComparer.Ordinal));

    private static bool IsCollection(XmlElement value) => value.XsiType(EdmNames.Rim) == "CollectionValueType";
}
