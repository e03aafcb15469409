// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-REQ-C…: the answers to the questions by which a Member State finds its provider.</summary>
internal static class ClassificationRules
{
    private const string Classification =
        "rim:Slot[@name='EvidenceProviderClassification']/rim:SlotValue/rim:Element/sdg:EvidenceProviderClassification";

    private const string FromList = Classification + "[sdg:Type='codelist']";

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        Matches("R-EDM-REQ-C019", Classification + "/sdg:Identifier", RuleValues.Uuid),
        Filled("R-EDM-REQ-C020", Classification, "Type"),
        .. Language("R-EDM-REQ-C022", "R-EDM-REQ-C021", Classification + "/sdg:Description"),
        new("R-EDM-REQ-C023", Classification, HasFilledValues),
        new("R-EDM-REQ-C095", Classification + "/sdg:Type[normalize-space(.)!='']", scope => scope.Text is "string" or "boolean" or "codelist"),
        new("R-EDM-REQ-C096", FromList, scope => scope.Element.All("Identifier").Any(identifier => !string.IsNullOrEmpty(identifier.Attribute("schemeID")))),
        Matches("R-EDM-REQ-C097", Classification + "/sdg:Identifier/@schemeID", RuleValues.ClassificationList),
        new("R-EDM-REQ-C098", Classification + "/sdg:Identifier/@schemeID", scope => RuleValues.IsOotsCountryOfList(scope.Text, scope.Lists)),
        new("R-EDM-REQ-C099", Classification + "/sdg:Identifier/@schemeID", scope => RuleValues.ClassificationListName.IsMatch(scope.Text.Split('/')[^1])),
        Filled("R-EDM-REQ-C100", FromList, "ValueExpression"),
        new("R-EDM-REQ-C101", FromList + "/sdg:ValueExpression[normalize-space(.)!='']", scope => RuleValues.IsHttps(scope.Text)),
        new("R-EDM-REQ-C102", Classification + "[sdg:Type='string' or sdg:Type='boolean' or sdg:Type='codelist']", HasFilledValues),
        new("R-EDM-REQ-C103", Classification + "[sdg:Type='string' or sdg:Type='codelist']/sdg:SupportedValue", scope => scope.Element.Child("StringValue") is not null),
        new("R-EDM-REQ-C104", Classification + "[sdg:Type='boolean']/sdg:SupportedValue", scope => scope.Element.Child("BooleanValue") is not null),
        new("R-EDM-REQ-C105", Classification + "[sdg:SupportedValue]", scope => scope.Element.All("SupportedValue").Count() == 1),
    ];

    private static bool HasFilledValues(RuleScope scope) =>
        scope.Element.Child("SupportedValue") is not null
        && scope.Element.All("SupportedValue").All(value => RegRepReading.Normalize(value.InnerText).Length > 0);
}
