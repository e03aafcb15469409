// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using static OnceOnly.Oots.Rules.ResponsePackages;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-RESP-C…: the values of an answer and of each evidence's metadata.</summary>
internal static class ResponseContent
{
    private const string Provider = "rim:Slot[@name='EvidenceProvider']/rim:SlotValue/rim:Element/sdg:Agent";
    private const string Requester = "rim:Slot[@name='EvidenceRequester']/rim:SlotValue/sdg:Agent";
    private const string Evidence = "/rim:Slot[@name='EvidenceMetadata']/rim:SlotValue/sdg:Evidence";
    private const string Person = Evidence + "/sdg:IsAbout/sdg:NaturalPerson";
    private const string Organisation = Evidence + "/sdg:IsAbout/sdg:LegalPerson";
    private const string Type = Evidence + "/sdg:IsConformantTo";
    private const string Distribution = Evidence + "/sdg:Distribution";
    private const string Authority = Evidence + "/sdg:IssuingAuthority";

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        new("R-EDM-RESP-C002", Value("SpecificationIdentifier"), scope => EdmVersions.TryParseSpecification(scope.Text, out var version) && version == scope.Version),
        new("R-EDM-RESP-C003", Value("EvidenceResponseIdentifier"), RuleValues.IsResponseIdentifier),
        new("R-EDM-RESP-C004", Value("IssueDateTime"), scope => RuleValues.IsDateTime(scope.Text)),
        new("R-EDM-RESP-C005", Value("ResponseAvailableDateTime"), scope => RuleValues.IsDateTime(scope.Text)),
        .. AgentIdentifier("R-EDM-RESP-C006", "R-EDM-RESP-C007", Provider + "/sdg:Identifier"),
        InList("R-EDM-RESP-C008", Provider + "/sdg:Address/sdg:AdminUnitLevel1", lists => lists.Countries),
        InList("R-EDM-RESP-C009", Provider + "/sdg:Address/sdg:AdminUnitLevel2", lists => lists.Territories),
        Filled("R-EDM-RESP-C010", Provider, "Classification"),
        InList("R-EDM-RESP-C011", Provider + "/sdg:Classification", lists => lists.AgentClassifications),
        .. AgentIdentifier("R-EDM-RESP-C012", "R-EDM-RESP-C013", Requester + "/sdg:Identifier"),
        .. OnDocuments("R-EDM-RESP-C015", Evidence + "/sdg:Identifier", scope => RuleValues.Uuid.IsMatch(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C016", Evidence + "/sdg:IssuingDate", scope => RuleValues.IsSchemaDate(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C017", Type + "/sdg:EvidenceTypeClassification", scope => RuleValues.IsEvidenceType(scope.Text, scope)),
        .. OnDocuments("R-EDM-RESP-C018", Type + "/sdg:Title[@lang]", HasListedLanguage),
        .. OnDocuments("R-EDM-RESP-C019", Type + "/sdg:Title", scope => scope.Attribute("lang") is not null),
        .. OnDocuments("R-EDM-RESP-C020", Type + "/sdg:Description[@lang]", HasListedLanguage),
        .. OnDocuments("R-EDM-RESP-C021", Type + "/sdg:Description", scope => scope.Attribute("lang") is not null),
        .. OnDocuments("R-EDM-RESP-C022", Distribution + "/sdg:ConformsTo", scope => RuleValues.DataModel.IsMatch(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C023", Distribution + "/sdg:Format", scope => scope.Lists.MediaTypes.Contains(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C026", Distribution + "/sdg:Language", scope => scope.Lists.Languages.Contains(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C027", Person, scope => !string.IsNullOrEmpty(scope.Element.ChildText("Identifier"))),
        .. OnDocuments("R-EDM-RESP-C028", Person + "/sdg:Identifier", IsEidasIdentifier),
        .. OnDocuments("R-EDM-RESP-C030", Person + "/sdg:Identifier", scope => scope.Attribute("schemeID") is not null),
        .. OnDocuments("R-EDM-RESP-C031", Person + "/sdg:Identifier/@schemeID", scope => scope.Text == EdmNames.EidasScheme),
        .. OnDocuments("R-EDM-RESP-C032", Person + "/sdg:DateOfBirth", scope => RuleValues.IsDate(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C033", Organisation, scope => !string.IsNullOrEmpty(scope.Element.ChildText("LegalPersonIdentifier"))),
        .. OnDocuments("R-EDM-RESP-C035", Organisation + "/sdg:LegalPersonIdentifier", IsEidasIdentifier),
        .. OnDocuments("R-EDM-RESP-C036", Organisation + "/sdg:LegalPersonIdentifier", scope => scope.Attribute("schemeID") is not null),
        .. OnDocuments("R-EDM-RESP-C037", Organisation + "/sdg:LegalPersonIdentifier/@schemeID", scope => scope.Text == EdmNames.EidasScheme),
        .. OnDocuments("R-EDM-RESP-C038", Authority + "/sdg:Identifier", scope => scope.Attribute("schemeID") is not null),
        .. OnDocuments("R-EDM-RESP-C039", Authority + "/sdg:Identifier[@schemeID]", scope => RuleValues.IsAgentScheme(scope)),
        .. OnDocuments("R-EDM-RESP-C040", Evidence + "/sdg:ValidityPeriod/sdg:StartDate", scope => RuleValues.IsSchemaDate(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C041", Evidence + "/sdg:ValidityPeriod/sdg:EndDate", scope => RuleValues.IsSchemaDate(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C042", "/rim:RepositoryItemRef/@xlink:href", scope => RuleValues.ContentId.IsMatch(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C043", Distribution + "/sdg:Transformation", scope => RuleValues.DataModel.IsMatch(scope.Text)),
        .. OnDocuments("R-EDM-RESP-C044", Distribution, scope => scope.Element.Child("ConformsTo") is not null || !HasFormat(scope, "true")),
        new("R-EDM-RESP-C046", Value("EvidenceProvider"), scope => RequestAgents.CountOf(scope, "EP") == 1),
        new("R-EDM-RESP-C047", Provider + "[normalize-space(sdg:Classification)='EP']", RequestAgents.HasOneCountry),
        new("R-EDM-RESP-C049", WordingRules.Context, scope => WordingRules.IsLongEnough(scope)),
        .. OnDocuments("R-EDM-RESP-C050", Distribution, scope => scope.Element.Child("ConformsTo") is null || !HasFormat(scope, "false")),
        .. OnDocuments("R-EDM-RESP-C058", Distribution, scope => scope.Element.All("Format").Count() == 1),
        .. OnDocuments("R-EDM-RESP-S030", Type, scope => HasOnly(scope, "EvidenceTypeClassification", "Title", "Description")),
        .. OnDocuments("R-EDM-RESP-S041", Person, scope => HasOnly(scope, "Identifier", "FamilyName", "GivenName", "DateOfBirth", "PlaceOfBirth")),
        .. OnDocuments("R-EDM-RESP-S042", Organisation, scope => HasOnly(scope, "LegalPersonIdentifier", "LegalName")),
    ];

    private static bool HasOnly(RuleScope scope, params string[] names) =>
        scope.Children.All(child => child.NamespaceURI == EdmNames.Sdg && names.Contains(child.LocalName, StringComparer.Ordinal));

    private static bool HasListedLanguage(RuleScope scope) => scope.Lists.Languages.Contains(scope.Attribute("lang")!.Trim());

    private static bool IsEidasIdentifier(RuleScope scope) => RuleValues.IsEidasIdentifier(scope.Text, scope.Lists);

    private static bool HasFormat(RuleScope scope, string structured) =>
        scope.Element.All("Format").Any(format => scope.Lists.MediaTypes.PropertyOf(RegRepReading.Normalize(format.InnerText)) == structured);
}
