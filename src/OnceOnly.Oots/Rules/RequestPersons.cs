// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using static OnceOnly.Oots.Rules.RequestStructure;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-REQ-C…: whom the evidence is about and who acts; one battery of rules, published once for each of the four slots.</summary>
internal static class RequestPersons
{
    private static readonly string Subject = InQuery("NaturalPerson") + "/sdg:Person";
    private static readonly string LegalSubject = InQuery("LegalPerson") + "/sdg:LegalPerson";
    private static readonly string Acting = InQuery("AuthorizedRepresentative") + "/sdg:Person";
    private static readonly string LegalActing = InQuery("AuthorizedRepresentativeLegalPerson") + "/sdg:LegalPerson";

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        .. LevelOfAssurance("R-EDM-REQ-C036", "R-EDM-REQ-C037", Subject),
        .. IdentifierRecommended("R-EDM-REQ-C038", Subject),
        EidasIdentifier("R-EDM-REQ-C040", Subject + "/sdg:Identifier[@schemeID='eidas']"),
        .. EidasScheme("R-EDM-REQ-C041", "R-EDM-REQ-C042", Subject + "/sdg:Identifier"),
        new("R-EDM-REQ-C043", Subject + "/sdg:DateOfBirth", scope => RuleValues.IsDate(scope.Text)),
        Country("R-EDM-REQ-C045", Subject + "/sdg:CurrentAddress/sdg:AdminUnitLevel1"),
        Country("R-EDM-REQ-C075", Subject + "/sdg:Nationality"),
        Country("R-EDM-REQ-C076", Subject + "/sdg:CountryOfBirth"),
        Country("R-EDM-REQ-C077", Subject + "/sdg:CountryOfResidence"),

        .. LevelOfAssurance("R-EDM-REQ-C047", "R-EDM-REQ-C048", LegalSubject),
        Filled("R-EDM-REQ-C049", LegalSubject, "LegalPersonIdentifier"),
        EidasIdentifier("R-EDM-REQ-C051", LegalSubject + "/sdg:LegalPersonIdentifier"),
        .. EidasScheme("R-EDM-REQ-C052", "R-EDM-REQ-C053", LegalSubject + "/sdg:LegalPersonIdentifier"),
        HasAttribute("R-EDM-REQ-C054", LegalSubject + "/sdg:Identifier", "schemeID"),
        InList("R-EDM-REQ-C055", LegalSubject + "/sdg:Identifier/@schemeID", lists => lists.IdentifierSchemes),
        Country("R-EDM-REQ-C056", LegalSubject + "/sdg:RegisteredAddress/sdg:AdminUnitLevel1"),

        .. LevelOfAssurance("R-EDM-REQ-C058", "R-EDM-REQ-C059", Acting),
        .. IdentifierRecommended("R-EDM-REQ-C060", Acting),
        EidasIdentifier("R-EDM-REQ-C061", Acting + "/sdg:Identifier[@schemeID='eidas']"),
        .. EidasScheme("R-EDM-REQ-C062", "R-EDM-REQ-C063", Acting + "/sdg:Identifier"),
        new("R-EDM-REQ-C064", Acting + "/sdg:DateOfBirth", scope => RuleValues.IsDate(scope.Text)),
        Country("R-EDM-REQ-C067", Acting + "/sdg:CurrentAddress/sdg:AdminUnitLevel1"),
        Country("R-EDM-REQ-C078", Acting + "/sdg:Nationality"),
        Country("R-EDM-REQ-C079", Acting + "/sdg:CountryOfBirth"),
        Country("R-EDM-REQ-C080", Acting + "/sdg:CountryOfResidence"),
        new("R-EDM-REQ-C081", Acting + "/sdg:SectorSpecificAttribute/sdg:AttributeValue", scope => scope.Lists.Procedures.Contains(scope.Text)),
        InList("R-EDM-REQ-C124", Acting + "/sdg:Gender", lists => lists.Genders),
        new("R-EDM-REQ-C126", Acting + "[sdg:Identifier/@schemeID='eidas']", scope =>
            scope.Element.All("Gender").Any(gender => scope.Lists.Genders.PropertyOf(RegRepReading.Normalize(gender.InnerText)) == "eidas")),

        .. LevelOfAssurance("R-EDM-REQ-C082", "R-EDM-REQ-C083", LegalActing),
        Filled("R-EDM-REQ-C084", LegalActing, "LegalPersonIdentifier"),
        EidasIdentifier("R-EDM-REQ-C085", LegalActing + "/sdg:LegalPersonIdentifier"),
        .. EidasScheme("R-EDM-REQ-C086", "R-EDM-REQ-C087", LegalActing + "/sdg:LegalPersonIdentifier"),
        HasAttribute("R-EDM-REQ-C088", LegalActing + "/sdg:Identifier", "schemeID"),
        InList("R-EDM-REQ-C089", LegalActing + "/sdg:Identifier/@schemeID", lists => lists.IdentifierSchemes),
        Country("R-EDM-REQ-C090", LegalActing + "/sdg:CurrentAddress/sdg:AdminUnitLevel1"),
        new("R-EDM-REQ-C091", LegalActing + "/sdg:SectorSpecificAttribute/sdg:AttributeValue", scope =>
            scope.Text.Split(',', StringSplitOptions.TrimEntries).All(scope.Lists.Procedures.Contains)),
    ];

    // The published expression ends at the end of the raw text and begins anywhere: white space may only stand before.
    private static EdmRule EidasIdentifier(string id, string context) =>
        new(id, context, scope => RuleValues.IsEidasIdentifier(scope.Raw.TrimStart(), scope.Lists));

    private static EdmRule Country(string id, string context) => InList(id, context, lists => lists.Countries);

    // The newer line only asks that an identifier which is there says something.
    private static EdmRule[] IdentifierRecommended(string id, string context) =>
    [
        Filled(id, context, "Identifier").ForLine1(),
        new EdmRule(id, context + "/sdg:Identifier[@schemeID='eidas']", scope => scope.Text.Length > 0).ForLine2(),
    ];
}
