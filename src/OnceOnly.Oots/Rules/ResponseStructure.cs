// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-RESP-S…: the envelope of an answer.</summary>
internal static class ResponseStructure
{
    private static readonly string[] Slots =
        ["SpecificationIdentifier", "EvidenceResponseIdentifier", "IssueDateTime", "EvidenceProvider", "EvidenceRequester", "ResponseAvailableDateTime"];

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        new("R-EDM-RESP-S001", ".", scope => scope.Node.LocalName == "QueryResponse"),
        new("R-EDM-RESP-S002", ".", scope => scope.Node.NamespaceURI == EdmNames.Query),
        HasAttribute("R-EDM-RESP-S003", ".", "requestId"),
        Matches("R-EDM-RESP-S004", "@requestId", RuleValues.UuidUrn),
        HasAttribute("R-EDM-RESP-S005", ".", "status"),
        new("R-EDM-RESP-S006", ".", scope => Status(scope) is EdmNames.Success or EdmNames.Unavailable),
        new("R-EDM-RESP-S007", ".", scope => HasList(scope) || (!scope.Is2 && Status(scope) != EdmNames.Success)),
        new("R-EDM-RESP-S008", ".", scope => Status(scope) != EdmNames.Success || !scope.Element.Children(EdmNames.Rs, "Exception").Any()),
        OneSlot("R-EDM-RESP-S009", "SpecificationIdentifier"),
        OneSlot("R-EDM-RESP-S010", "EvidenceResponseIdentifier"),
        OneSlot("R-EDM-RESP-S011", "IssueDateTime"),
        OneSlot("R-EDM-RESP-S012", "EvidenceProvider"),
        OneSlot("R-EDM-RESP-S013", "EvidenceRequester"),
        new("R-EDM-RESP-S014", ".", scope => Status(scope) == EdmNames.Unavailable || scope.Slots("ResponseAvailableDateTime") == 0),
        new("R-EDM-RESP-S016", ".", HasOnlyKnownChildren),
        Typed("R-EDM-RESP-S017", Value("SpecificationIdentifier"), "StringValueType"),
        Typed("R-EDM-RESP-S018", Value("EvidenceResponseIdentifier"), "StringValueType"),
        Typed("R-EDM-RESP-S019", Value("IssueDateTime"), "DateTimeValueType"),
        Typed("R-EDM-RESP-S020", Value("EvidenceProvider"), "CollectionValueType"),
        Typed("R-EDM-RESP-S021", Elements("EvidenceProvider"), "AnyValueType"),
        Typed("R-EDM-RESP-S022", Value("EvidenceRequester"), "AnyValueType"),
        Typed("R-EDM-RESP-S023", Value("ResponseAvailableDateTime"), "DateTimeValueType"),
        Holds("R-EDM-RESP-S025", Elements("EvidenceProvider"), "Agent"),
        OnlyChildren("R-EDM-RESP-S026", Elements("EvidenceProvider") + "/sdg:Agent", "Identifier", "Name", "Address", "Classification"),
        Holds("R-EDM-RESP-S027", Value("EvidenceRequester"), "Agent"),
        OnlyChildren("R-EDM-RESP-S028", Value("EvidenceRequester") + "/sdg:Agent", "Identifier", "Name"),
        new("R-EDM-RESP-S045", ".", scope => Status(scope) != EdmNames.Unavailable || scope.Slots("ResponseAvailableDateTime") == 1),
    ];

    public static string? Status(RuleScope scope) => scope.Attribute("status")?.Trim();

    private static bool HasList(RuleScope scope) => scope.Element.Children(EdmNames.Rim, "RegistryObjectList").Any();

    private static bool HasOnlyKnownChildren(RuleScope scope) => scope.Children.All(child =>
        child.Is(EdmNames.Rim, "RegistryObjectList")
        || (child.Is(EdmNames.Rim, "Slot") && Slots.Contains(child.Attribute("name"), StringComparer.Ordinal)));
}
