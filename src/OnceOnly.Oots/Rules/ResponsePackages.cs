// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-RESP-S…: how evidence is packed; a flat list in the first line, packages of related documents in the second.</summary>
internal static class ResponsePackages
{
    private const string Top = "rim:RegistryObjectList/rim:RegistryObject";
    private const string Packed = Top + "/rim:RegistryObjectList/rim:RegistryObject";
    private const string Main = "MainEvidence";

    private static readonly string[] Needed = ["Identifier", "IssuingDate", "IsAbout", "IssuingAuthority", "IsConformantTo", "Distribution"];
    private static readonly string[] OfMainOnly = ["IsAbout", "IssuingAuthority", "IsConformantTo", "ValidityPeriod", "IssuingDate"];
    private static readonly string[] Supplements = ["Annex", "HumanReadableVersion", "Translation"];

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        .. OnDocuments("R-EDM-RESP-S015", string.Empty, scope => IsOther(scope) || scope.Slots("EvidenceMetadata") == 1),
        .. OnDocuments("R-EDM-RESP-S024", "/rim:Slot[@name='EvidenceMetadata']/rim:SlotValue", scope => scope.Element.XsiType(EdmNames.Rim) == "AnyValueType"),
        .. OnDocuments("R-EDM-RESP-S029", "/rim:Slot[@name='EvidenceMetadata']/rim:SlotValue", scope => scope.Element.Child("Evidence") is not null),
        .. OnDocuments("R-EDM-RESP-S033", string.Empty, scope => !IsSuccess(scope) || IsOther(scope) || References(scope.Element).Any()),
        .. OnDocuments("R-EDM-RESP-S034", "/rim:RepositoryItemRef", scope => !IsSuccess(scope) || HasLink(scope, "href")),
        .. OnDocuments("R-EDM-RESP-S035", "/rim:RepositoryItemRef", scope => !IsSuccess(scope) || HasLink(scope, "title")),
        .. OnAllObjects("R-EDM-RESP-S036", string.Empty, scope => !IsSuccess(scope) || scope.Attribute("id") is not null),
        .. OnAllObjects("R-EDM-RESP-S037", "/@id", scope => RuleValues.UuidUrn.IsMatch(scope.Text)),
        new("R-EDM-RESP-S046", Top, scope => !IsPackage(scope.Element) || scope.Element.Children(EdmNames.Rim, "RegistryObjectList").Count() == 1),
        new("R-EDM-RESP-S047", Top + "/rim:RegistryObjectList", scope => Objects(scope.Element).SelectMany(Classifications).Any(node => IsClassified(node, Main))),
        new("R-EDM-RESP-S048", Packed, scope => IsAssociation(scope.Element) || Classifications(scope.Element).Count(IsOfOurScheme) == 1),
        new("R-EDM-RESP-S049", Packed + "/rim:Classification", scope => !IsOfOurScheme(scope.Element) || scope.Attribute("classificationNode") is Main or "Annex" or "HumanReadableVersion" or "Translation"),
        new("R-EDM-RESP-S050", Packed + "/rim:Classification", scope => !IsSupplement(scope.Element) || IsAssociated((XmlElement)scope.Node.ParentNode!)),
        new("R-EDM-RESP-S051", Packed, scope => !IsAssociation(scope.Element) || scope.Attribute("sourceObject") is not null),
        Source("R-EDM-RESP-S052", "Annex"),
        Source("R-EDM-RESP-S053", "HumanReadableVersion"),
        Source("R-EDM-RESP-S054", "Translation"),
        new("R-EDM-RESP-S055", Packed, scope => !IsAssociation(scope.Element) || scope.Attribute("targetObject") is not null),
        Target("R-EDM-RESP-S056", "Annex"),
        Target("R-EDM-RESP-S057", "HumanReadableVersion"),
        Target("R-EDM-RESP-S058", "Translation"),
        AssociationType("R-EDM-RESP-S059", "Annex"),
        AssociationType("R-EDM-RESP-S060", "Translation"),
        AssociationType("R-EDM-RESP-S061", "HumanReadableVersion"),
        new("R-EDM-RESP-S062", Packed + "/rim:Classification[@classificationNode='MainEvidence']", scope => IsComplete((XmlElement)scope.Node.ParentNode!)),
        new("R-EDM-RESP-S063", Packed + "/rim:Classification", scope => !IsSupplement(scope.Element) || IsBare((XmlElement)scope.Node.ParentNode!)),
        Matches("R-EDM-RESP-S065", Packed + "/rim:Classification/@id", RuleValues.UuidUrn),
        new("R-EDM-RESP-S066", Top, scope => IsPackage(scope.Element)),
    ];

    /// <summary>A rule on each object that describes a document: on the top level in the first line, inside the packages in the second.</summary>
    public static EdmRule[] OnDocuments(string id, string context, Func<RuleScope, bool> holds) =>
        [new EdmRule(id, Top + context, holds).ForLine1(), new EdmRule(id, Packed + context, holds).ForLine2()];

    private static EdmRule[] OnAllObjects(string id, string context, Func<RuleScope, bool> holds) =>
        [new EdmRule(id, Top + context, holds), new EdmRule(id, Packed + context, holds).ForLine2()];

    private static EdmRule Source(string id, string kind) =>
        new(id, Packed, scope => !IsAssociationOf(scope, kind) || IsClassifiedSibling(scope.Element, "sourceObject", kind, ofOurScheme: true));

    private static EdmRule Target(string id, string kind) =>
        new(id, Packed, scope => !IsAssociationOf(scope, kind) || IsClassifiedSibling(scope.Element, "targetObject", Main, ofOurScheme: true));

    private static EdmRule AssociationType(string id, string kind) => new(id, Packed, scope =>
        !IsAssociation(scope.Element)
        || !IsClassifiedSibling(scope.Element, "sourceObject", kind, ofOurScheme: false)
        || !IsClassifiedSibling(scope.Element, "targetObject", Main, ofOurScheme: false)
        || scope.Attribute("type") == EdmNames.AssociationPrefix + kind);

    private static bool IsSuccess(RuleScope scope) => scope.Node.OwnerDocument!.DocumentElement!.Attribute("status")?.Trim() == EdmNames.Success;

    private static bool IsPackage(XmlElement item) => item.XsiType(EdmNames.Rim) == "RegistryPackageType";

    private static bool IsAssociation(XmlElement item) => item.XsiType(EdmNames.Rim) == "AssociationType";

    private static bool IsOther(RuleScope scope) => scope.Is2 && (IsPackage(scope.Element) || IsAssociation(scope.Element));

    private static bool IsAssociationOf(RuleScope scope, string kind) =>
        IsAssociation(scope.Element) && scope.Attribute("type") == EdmNames.AssociationPrefix + kind;

    private static IEnumerable<XmlElement> Objects(XmlElement list) => list.Children(EdmNames.Rim, "RegistryObject");

    private static IEnumerable<XmlElement> Classifications(XmlElement item) => item.Children(EdmNames.Rim, "Classification");

    private static IEnumerable<XmlElement> References(XmlElement item) => item.Children(EdmNames.Rim, "RepositoryItemRef");

    private static bool HasLink(RuleScope scope, string name) => scope.Element.HasAttribute(name, EdmNames.XLink);

    private static bool IsOfOurScheme(XmlElement classification) => classification.Attribute("classificationScheme") == EdmNames.ClassificationScheme;

    private static bool IsClassified(XmlElement classification, string node) => classification.Attribute("classificationNode") == node;

    private static bool IsSupplement(XmlElement classification) => Supplements.Contains(classification.Attribute("classificationNode"), StringComparer.Ordinal);

    private static IEnumerable<XmlElement> Siblings(XmlElement item) => Objects((XmlElement)item.ParentNode!);

    private static bool IsAssociated(XmlElement item) =>
        item.Attribute("id") is { } id && Siblings(item).Any(sibling => IsAssociation(sibling) && sibling.Attribute("sourceObject") == id);

    private static bool IsClassifiedSibling(XmlElement association, string end, string node, bool ofOurScheme) =>
        association.Attribute(end) is { } id
        && Siblings(association).Any(sibling => sibling.Attribute("id") == id
            && Classifications(sibling).Any(found => IsClassified(found, node) && (!ofOurScheme || IsOfOurScheme(found))));

    private static XmlElement? Evidence(XmlElement item) => item.Slot("EvidenceMetadata").SlotContents("Evidence").FirstOrDefault();

    private static bool IsComplete(XmlElement item) =>
        Evidence(item) is { } evidence
        && Needed.All(name => evidence.Child(name) is not null);

    private static bool IsBare(XmlElement item) =>
        Evidence(item) is not { } evidence
        || (!OfMainOnly.Any(name => evidence.Child(name) is not null)
            && !evidence.All("Distribution").Any(distribution => distribution.Child("ConformsTo") is not null));
}
