// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-REQ-C…: who asks, through whom, and who is asked.</summary>
internal static class RequestAgents
{
    private const string Requester = "rim:Slot[@name='EvidenceRequester']/rim:SlotValue/rim:Element/sdg:Agent";
    private const string Provider = "rim:Slot[@name='EvidenceProvider']/rim:SlotValue/sdg:Agent";

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        .. AgentIdentifier("R-EDM-REQ-C011", "R-EDM-REQ-C012", Requester + "/sdg:Identifier"),
        Filled("R-EDM-REQ-C013", Requester, "Classification"),
        new("R-EDM-REQ-C014", Requester + "/sdg:Classification", scope => scope.Text is "ER" or "IP"),
        InList("R-EDM-REQ-C015", Requester + "/sdg:Address/sdg:AdminUnitLevel1", lists => lists.Countries),
        InList("R-EDM-REQ-C016", Requester + "/sdg:Address/sdg:AdminUnitLevel2", lists => lists.Territories),
        .. AgentIdentifier("R-EDM-REQ-C017", "R-EDM-REQ-C018", Provider + "/sdg:Identifier"),
        new("R-EDM-REQ-C073", Requester + "[normalize-space(sdg:Classification)='ER']", HasOneCountry),
        new("R-EDM-REQ-C074", Value("EvidenceRequester"), scope => CountOf(scope, "ER") == 1),
        .. Language("R-EDM-REQ-C109", "R-EDM-REQ-C108", Requester + "/sdg:Name"),
        .. Language("R-EDM-REQ-C111", "R-EDM-REQ-C110", Provider + "/sdg:Name"),
    ];

    /// <summary>The agent has one address, and that one country.</summary>
    public static bool HasOneCountry(RuleScope scope) =>
        scope.Element.All("Address").Count() == 1 && scope.Element.All("Address").Sum(address => address.All("AdminUnitLevel1").Count()) == 1;

    /// <summary>How many agents of a collection are classified so.</summary>
    public static int CountOf(RuleScope scope, string classification) =>
        scope.Element.Children(EdmNames.Rim, "Element")
            .SelectMany(element => element.All("Agent"))
            .Count(agent => agent.All("Classification").Any(found => RegRepReading.Normalize(found.InnerText) == classification));
}
