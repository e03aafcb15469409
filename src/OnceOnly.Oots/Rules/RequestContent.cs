// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-REQ-C…: the values of the envelope and of the requirements.</summary>
internal static class RequestContent
{
    private const string Requirement = "rim:Slot[@name='Requirements']/rim:SlotValue/rim:Element/sdg:Requirement";
    private const string LocalizedProcedure = "rim:Slot[@name='Procedure']/rim:SlotValue/rim:Value/rim:LocalizedString";

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        new("R-EDM-REQ-C001", Value("SpecificationIdentifier"), scope => EdmVersions.TryParseSpecification(scope.Text, out var version) && version == scope.Version),
        new("R-EDM-REQ-C002", Value("IssueDateTime") + "/rim:Value", scope => RuleValues.IsDateTime(scope.Text)),
        InList("R-EDM-REQ-C003", LocalizedProcedure + "/@value", lists => lists.Procedures).ForLine1(),
        InList("R-EDM-REQ-C003", Value("Procedure") + "/rim:Value", lists => lists.Procedures).ForLine2(),
        InList("R-EDM-REQ-C004", LocalizedProcedure + "/@xml:lang", lists => lists.Languages),
        new("R-EDM-REQ-C005", Value("PreviewLocation"), scope => RuleValues.IsHttps(scope.Text)),
        new("R-EDM-REQ-C008", Requirement + "/sdg:Identifier", RuleValues.IsRequirement),
        .. Language("R-EDM-REQ-C010", "R-EDM-REQ-C009", Requirement + "/sdg:Name"),
        FixedAttribute("R-EDM-REQ-C024", "query:ResponseOption", "returnType", "LeafClassWithRepositoryItem"),
        FixedAttribute("R-EDM-REQ-C025", "query:Query", "queryDefinition", "DocumentQuery"),
        InList("R-EDM-REQ-C069", "@xml:lang", lists => lists.Languages),
        new("R-EDM-REQ-C092", WordingRules.Context, scope => WordingRules.IsLongEnough(scope, "StringValue")),
        .. Language("R-EDM-REQ-C094", "R-EDM-REQ-C093", Requirement + "/sdg:Description"),
        new("R-EDM-REQ-C120", Value("ReturnLocation"), scope => RuleValues.IsHttps(scope.Text)),
    ];
}
