// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using static OnceOnly.Oots.Tests.Rules.RuleCase;
using static OnceOnly.Oots.Tests.Samples;

namespace OnceOnly.Oots.Tests.Rules;

public sealed class ResponseRuleTests
{
    private const string Association = "urn:oasis:names:tc:ebxml-regrep:AssociationType:";
    private const string Id = "urn:uuid:00000000-0000-4000-8000-0000000000";

    private static readonly string Response10 = Response12.Replace("oots-edm:v1.2", "oots-edm:v1.0", StringComparison.Ordinal);

    public static RuleCase[] Cases { get; } =
    [
        new("R-EDM-RESP-S001", Response20, text => Swap("<q:QueryResponse", "<q:QueryReply")(text).Replace("</q:QueryResponse", "</q:QueryReply", StringComparison.Ordinal)),
        new("R-EDM-RESP-S002", Response20, text => Swap("<q:QueryResponse", "<QueryResponse xmlns=\"urn:other\"")(text).Replace("</q:QueryResponse", "</QueryResponse", StringComparison.Ordinal)),
        new("R-EDM-RESP-S003", Response20, Swap($" requestId=\"{Id}01\"", "")),
        new("R-EDM-RESP-S004", Response20, Swap("requestId=\"urn:uuid:", "requestId=\"")),
        new("R-EDM-RESP-S005", Deferral20, Both(Swap("status=\"urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Unavailable\" ", ""), NoSlot("ResponseAvailableDateTime")), "R-EDM-RESP-S006"),
        new("R-EDM-RESP-S006", Response20, Swap("ResponseStatusType:Success", "ResponseStatusType:PartialSuccess")),
        new("R-EDM-RESP-S007", Deferral20, Swap("<rim:RegistryObjectList></rim:RegistryObjectList>", "")),
        new("R-EDM-RESP-S008", Response20, Swap("</q:QueryResponse>", "<rs:Exception code=\"EDM:ERR:0004\"/></q:QueryResponse>"), "R-EDM-RESP-S016"),
        new("R-EDM-RESP-S009", Response20, TwoSlots("SpecificationIdentifier")),
        new("R-EDM-RESP-S010", Response20, NoSlot("EvidenceResponseIdentifier")),
        new("R-EDM-RESP-S011", Response12, NoSlot("IssueDateTime")),
        new("R-EDM-RESP-S012", Response20, NoSlot("EvidenceProvider")),
        new("R-EDM-RESP-S013", Response20, NoSlot("EvidenceRequester")),
        new("R-EDM-RESP-S014", Deferral20, Swap("ResponseStatusType:Unavailable", "ResponseStatusType:Success")),
        new("R-EDM-RESP-S015", Response12, NoSlot("EvidenceMetadata")),
        new("R-EDM-RESP-S015", Response20, message => message.Replace(message[message.IndexOf("<rim:Slot name=\"EvidenceMetadata\"", message.IndexOf("part-20", StringComparison.Ordinal), StringComparison.Ordinal)..message.IndexOf($"<rim:Classification id=\"{Id}31", StringComparison.Ordinal)], "", StringComparison.Ordinal)),
        new("R-EDM-RESP-S016", Response20, Swap("<rim:RegistryObjectList>", "<rim:Slot name=\"Procedure\"/><rim:RegistryObjectList>")),
        new("R-EDM-RESP-S017", Response20, Retype("SpecificationIdentifier")),
        new("R-EDM-RESP-S018", Response20, Retype("EvidenceResponseIdentifier")),
        new("R-EDM-RESP-S019", Response20, Retype("IssueDateTime")),
        new("R-EDM-RESP-S020", Response20, Retype("EvidenceProvider")),
        new("R-EDM-RESP-S021", Response20, Retype("EvidenceProvider", element: "Element")),
        new("R-EDM-RESP-S022", Response20, Retype("EvidenceRequester", "rim:CollectionValueType")),
        new("R-EDM-RESP-S023", Deferral20, Retype("ResponseAvailableDateTime", "rim:StringValueType")),
        new("R-EDM-RESP-S024", Response20, Retype("EvidenceMetadata")),
        new("R-EDM-RESP-S024", Response12, Retype("EvidenceMetadata")),
        new("R-EDM-RESP-S025", Response20, SlotContent("EvidenceProvider", "<rim:Element xsi:type=\"rim:AnyValueType\"><sdg:Other/></rim:Element>"), "R-EDM-RESP-C046"),
        new("R-EDM-RESP-S026", Response20, Insert("<sdg:Classification>EP</sdg:Classification>", "<sdg:Jurisdiction/>")),
        new("R-EDM-RESP-S027", Response20, SlotContent("EvidenceRequester", "<sdg:Other/>")),
        new("R-EDM-RESP-S028", Response20, Insert("<sdg:Name lang=\"SV\">Kommunen</sdg:Name>", "<sdg:Classification>ER</sdg:Classification>")),
        new("R-EDM-RESP-S029", Response12, SlotContent("EvidenceMetadata", "<sdg:Other/>")),
        new("R-EDM-RESP-S030", Response20, Insert("<sdg:Description lang=\"FI\">Tutkinto</sdg:Description>", "<sdg:Jurisdiction/>")),
        new("R-EDM-RESP-S033", Response20, Swap("<rim:RepositoryItemRef xlink:href=\"cid:part-20@ap.example.fi\" xlink:title=\"Evidence\"/>", "")),
        new("R-EDM-RESP-S034", Response20, Swap("xlink:href=\"cid:part-20@ap.example.fi\" ", "")),
        new("R-EDM-RESP-S035", Response12, Swap(" xlink:title=\"Evidence\"", "")),
        new("R-EDM-RESP-S036", Response20, Swap($"\"rim:RegistryPackageType\" id=\"{Id}10\"", "\"rim:RegistryPackageType\"")),
        new("R-EDM-RESP-S037", Response20, Swap($"id=\"{Id}41\"", "id=\"41\"")),
        new("R-EDM-RESP-S041", Response20, Insert("<sdg:DateOfBirth>1984-02-29</sdg:DateOfBirth>", "<sdg:Gender>Female</sdg:Gender>")),
        new("R-EDM-RESP-S042", LegalResponse20, Swap("<sdg:LegalName>", "<sdg:Identifier schemeID=\"VAT\">FI1</sdg:Identifier><sdg:LegalName>")),
        new("R-EDM-RESP-S045", Deferral20, NoSlot("ResponseAvailableDateTime")),
        new("R-EDM-RESP-S046", Response20, Swap("</rim:RegistryObjectList></rim:RegistryObject>", $"</rim:RegistryObjectList></rim:RegistryObject><rim:RegistryObject xsi:type=\"rim:RegistryPackageType\" id=\"{Id}70\"/>")),
        new("R-EDM-RESP-S047", Response20, Swap("</rim:RegistryObjectList></rim:RegistryObject>", $"</rim:RegistryObjectList></rim:RegistryObject><rim:RegistryObject xsi:type=\"rim:RegistryPackageType\" id=\"{Id}70\"><rim:RegistryObjectList/></rim:RegistryObject>")),
        new("R-EDM-RESP-S048", Response20, Swap($"<rim:Classification id=\"{Id}30\"", $"<rim:Classification id=\"{Id}39\" classificationScheme=\"urn:fdc:oots:classification:edm\" classificationNode=\"MainEvidence\"/><rim:Classification id=\"{Id}30\"")),
        new("R-EDM-RESP-S049", Response20, Swap("classificationNode=\"Annex\"", "classificationNode=\"Appendix\""), "R-EDM-RESP-S052"),
        new("R-EDM-RESP-S050", Response20, Swap($"<rim:RegistryObject xsi:type=\"rim:AssociationType\" id=\"{Id}41\" sourceObject=\"{Id}21\" targetObject=\"{Id}20\" type=\"{Association}Annex\"/>", "")),
        new("R-EDM-RESP-S051", Response20, Swap($" sourceObject=\"{Id}21\"", ""), "R-EDM-RESP-S050", "R-EDM-RESP-S052"),
        new("R-EDM-RESP-S052", Response20, Insert($"type=\"{Association}Annex\"/>", $"<rim:RegistryObject xsi:type=\"rim:AssociationType\" id=\"{Id}44\" sourceObject=\"{Id}20\" targetObject=\"{Id}20\" type=\"{Association}Annex\"/>")),
        new("R-EDM-RESP-S053", Response20, Insert($"type=\"{Association}Annex\"/>", $"<rim:RegistryObject xsi:type=\"rim:AssociationType\" id=\"{Id}44\" sourceObject=\"{Id}20\" targetObject=\"{Id}20\" type=\"{Association}HumanReadableVersion\"/>")),
        new("R-EDM-RESP-S054", Response20, Insert($"type=\"{Association}Annex\"/>", $"<rim:RegistryObject xsi:type=\"rim:AssociationType\" id=\"{Id}44\" sourceObject=\"{Id}20\" targetObject=\"{Id}20\" type=\"{Association}Translation\"/>")),
        new("R-EDM-RESP-S055", Response20, Swap($"sourceObject=\"{Id}21\" targetObject=\"{Id}20\"", $"sourceObject=\"{Id}21\""), "R-EDM-RESP-S056"),
        new("R-EDM-RESP-S056", Response20, Swap($"sourceObject=\"{Id}21\" targetObject=\"{Id}20\"", $"sourceObject=\"{Id}21\" targetObject=\"{Id}22\"")),
        new("R-EDM-RESP-S057", Response20, Swap($"sourceObject=\"{Id}23\" targetObject=\"{Id}20\"", $"sourceObject=\"{Id}23\" targetObject=\"{Id}22\"")),
        new("R-EDM-RESP-S058", Response20, Swap($"sourceObject=\"{Id}22\" targetObject=\"{Id}20\"", $"sourceObject=\"{Id}22\" targetObject=\"{Id}21\"")),
        new("R-EDM-RESP-S059", Response20, Swap(Association + "Annex", Association + "Other")),
        new("R-EDM-RESP-S060", Response20, Swap(Association + "Translation", Association + "Other")),
        new("R-EDM-RESP-S061", Response20, Swap(Association + "HumanReadableVersion", Association + "Other")),
        new("R-EDM-RESP-S062", Response20, No("sdg:IssuingDate")),
        new("R-EDM-RESP-S063", Response20, Swap("<sdg:Format>application/pdf</sdg:Format><sdg:Language>EN</sdg:Language></sdg:Distribution>", "<sdg:Format>application/pdf</sdg:Format><sdg:Language>EN</sdg:Language></sdg:Distribution><sdg:ValidityPeriod/>")),
        new("R-EDM-RESP-S065", Response20, Swap($"<rim:Classification id=\"{Id}30\"", "<rim:Classification id=\"c1\"")),
        new("R-EDM-RESP-S066", Response20, Swap("</rim:RegistryObjectList></rim:RegistryObject>", $"</rim:RegistryObjectList></rim:RegistryObject><rim:RegistryObject xsi:type=\"rim:ExtrinsicObjectType\" id=\"{Id}70\"/>")),

        new("R-EDM-RESP-C002", Response20, Swap("oots-edm:v2.0", "oots-edm:v2.1")),
        new("R-EDM-RESP-C003", Response20, Swap("<rim:Value>00000000-", "<rim:Value>urn:uuid:00000000-")),
        new("R-EDM-RESP-C004", Response20, Swap("2026-11-20T10:00:05Z", "20 November 2026")),
        new("R-EDM-RESP-C005", Deferral20, Swap("2026-12-24T08:00:00Z", "2026-12-24")),
        new("R-EDM-RESP-C006", Response20, Swap(" schemeID=\"urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI\">FIREG01", ">FIREG01")),
        new("R-EDM-RESP-C007", Response20, Swap("unregistered:FI\">FIREG01", "registered:FI\">FIREG01")),
        new("R-EDM-RESP-C008", Response20, Swap("<sdg:AdminUnitLevel1>FI<", "<sdg:AdminUnitLevel1>FIN<")),
        new("R-EDM-RESP-C009", Response20, Swap("FI1C1", "FI999")),
        new("R-EDM-RESP-C010", Response10, Swap("<sdg:Classification>EP</sdg:Classification>", "")),
        new("R-EDM-RESP-C011", Response10, Swap("<sdg:Classification>EP<", "<sdg:Classification>XP<")),
        new("R-EDM-RESP-C012", Response20, Swap(" schemeID=\"urn:cef.eu:names:identifier:EAS:0007\"", "")),
        new("R-EDM-RESP-C013", Response20, Swap("EAS:0007", "EAS:")),
        new("R-EDM-RESP-C015", Response20, Swap("<sdg:Identifier>00000000-0000-4000-8000-000000000011<", "<sdg:Identifier>DEGREE-11<")),
        new("R-EDM-RESP-C016", Response20, Swap("<sdg:IssuingDate>2010-05-31<", "<sdg:IssuingDate>31.5.2010<")),
        new("R-EDM-RESP-C017", Response20, Swap("/evidencetypeclassifications/FI/", "/evidencetypes/FI/")),
        new("R-EDM-RESP-C018", Response20, Swap("<sdg:Title lang=\"EN\">", "<sdg:Title lang=\"en\">")),
        new("R-EDM-RESP-C019", Response20, Swap("<sdg:Title lang=\"EN\">", "<sdg:Title>")),
        new("R-EDM-RESP-C020", Response20, Swap("<sdg:Description lang=\"FI\">", "<sdg:Description lang=\"fi\">")),
        new("R-EDM-RESP-C021", Response12, Swap("<sdg:Description lang=\"FI\">", "<sdg:Description>")),
        new("R-EDM-RESP-C022", Response20, Swap("/datamodels/degree", "/degree")),
        new("R-EDM-RESP-C023", Response20, Swap("<sdg:Format>application/xml<", "<sdg:Format>application/zip<")),
        new("R-EDM-RESP-C026", Response20, Swap("<sdg:Language>FI<", "<sdg:Language>fi<")),
        new("R-EDM-RESP-C027", Response20, Swap("<sdg:Identifier schemeID=\"eidas\">FI/SE/subject-0001</sdg:Identifier>", "")),
        new("R-EDM-RESP-C028", Response20, Swap("FI/SE/subject-0001", "FI:SE:subject-0001")),
        new("R-EDM-RESP-C030", Response20, Swap(" schemeID=\"eidas\"", "")),
        new("R-EDM-RESP-C031", Response20, Swap(" schemeID=\"eidas\"", " schemeID=\"national\"")),
        new("R-EDM-RESP-C032", Response20, Swap("1984-02-29", "1983-02-29")),
        new("R-EDM-RESP-C033", LegalResponse20, Swap("<sdg:LegalPersonIdentifier schemeID=\"eidas\">FI/SE/company-0001</sdg:LegalPersonIdentifier>", "")),
        new("R-EDM-RESP-C035", LegalResponse20, Swap("FI/SE/company-0001", "FI/company-0001")),
        new("R-EDM-RESP-C036", LegalResponse20, Swap(" schemeID=\"eidas\"", "")),
        new("R-EDM-RESP-C037", LegalResponse20, Swap(" schemeID=\"eidas\"", " schemeID=\"VAT\"")),
        new("R-EDM-RESP-C038", Response20, Swap(" schemeID=\"urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI\">FIUNI01", ">FIUNI01")),
        new("R-EDM-RESP-C039", Response20, Swap("unregistered:FI\">FIUNI01", "unregistered:XX\">FIUNI01")),
        new("R-EDM-RESP-C040", Response20, Swap("<sdg:StartDate>2010-05-31<", "<sdg:StartDate>2010<")),
        new("R-EDM-RESP-C041", Response20, Swap("<sdg:EndDate>2030-05-31<", "<sdg:EndDate>never<")),
        new("R-EDM-RESP-C042", Response20, Swap("\"cid:part-20@", "\"part-20@")),
        new("R-EDM-RESP-C043", Response12, Insert("/datamodels/degree</sdg:ConformsTo>", "<sdg:Transformation>https://example.fi/t</sdg:Transformation>")),
        new("R-EDM-RESP-C044", Response20, No("sdg:ConformsTo")),
        new("R-EDM-RESP-C044", Response10, No("sdg:ConformsTo")),
        new("R-EDM-RESP-C046", Response20, Swap("<sdg:Classification>EP<", "<sdg:Classification>IP<")),
        new("R-EDM-RESP-C047", Response20, No("sdg:Address")),
        new("R-EDM-RESP-C049", Response20, Swap(">Yliopisto<", "> Y <")),
        new("R-EDM-RESP-C050", Response20, Swap("application/xml", "application/pdf")),
        new("R-EDM-RESP-C058", Response20, Insert("<sdg:Format>application/pdf</sdg:Format>", "<sdg:Format>image/png</sdg:Format>")),
    ];

    public static TheoryData<int, string> Numbers => RuleJudge.Name(Cases);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_response_that_breaks_one_rule_is_told_so(int number, string rule)
    {
        Cases[number].Rule.ShouldBe(rule);
        RuleJudge.BreaksOnlyItsRule(EdmKind.Response, Cases[number]);
    }
}
