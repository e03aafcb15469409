// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-REQ-C…: the evidence type that is asked for, and the forms it is asked in.</summary>
internal static class RequestedTypeRules
{
    private const string Type = "query:Query/rim:Slot[@name='EvidenceRequest']/rim:SlotValue/sdg:DataServiceEvidenceType";
    private const string Distribution = Type + "/sdg:DistributedAs";

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        Matches("R-EDM-REQ-C026", Type + "/sdg:Identifier", RuleValues.Uuid),
        new("R-EDM-REQ-C027", Type + "/sdg:EvidenceTypeClassification", scope => RuleValues.IsEvidenceType(scope.Raw, scope)),
        .. Language("R-EDM-REQ-C029", "R-EDM-REQ-C028", Type + "/sdg:Title"),
        .. Language("R-EDM-REQ-C031", "R-EDM-REQ-C030", Type + "/sdg:Description"),
        new("R-EDM-REQ-C032", Type, scope => scope.Is2 ? scope.Element.All("DistributedAs").Any() : scope.Element.All("DistributedAs").Count() <= 1),
        InList("R-EDM-REQ-C033", Distribution + "/sdg:Format", lists => lists.MediaTypes),
        Matches("R-EDM-REQ-C034", Distribution + "/sdg:ConformsTo", RuleValues.DataModel),
        Matches("R-EDM-REQ-C035", Distribution + "/sdg:Transformation", RuleValues.DataModel),
        new("R-EDM-REQ-C070", Distribution + "[normalize-space(sdg:Format)='application/xml']", scope => scope.Element.Child("ConformsTo") is not null),
        new("R-EDM-REQ-C071", Distribution + "[normalize-space(sdg:Format)='application/json']", scope => scope.Element.Child("ConformsTo") is not null),
        new("R-EDM-REQ-C072", Distribution + "[sdg:Transformation]", scope => scope.Element.All("ConformsTo").Count() == 1),
        Filled("R-EDM-REQ-C106", Type, "Identifier"),
        new("R-EDM-REQ-C107", Distribution + "[sdg:ConformsTo]", scope => scope.Lists.MediaTypes.PropertyOf(scope.Element.ChildText("Format") ?? string.Empty) is not "false"),
        new("R-EDM-REQ-C114", Distribution + "/sdg:ConformsTo", RuleValues.IsProductionDataModel),
        new("R-EDM-REQ-C115", Type + "/sdg:EvidenceTypeClassification", RuleValues.IsProductionEvidenceType),
        InList("R-EDM-REQ-C118", Distribution + "/sdg:Language", lists => lists.Languages),
        new("R-EDM-REQ-C119", Distribution + "/sdg:AssociatedDocumentRequest", scope => scope.Text is "Annex" or "HumanReadableVersion" or "Translation"),
    ];
}
