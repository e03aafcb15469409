// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using static OnceOnly.Oots.Tests.Rules.RuleCase;
using static OnceOnly.Oots.Tests.Samples;

namespace OnceOnly.Oots.Tests.Rules;

public sealed class ErrorRuleTests
{
    private const string RequestId = " requestId=\"urn:uuid:00000000-0000-4000-8000-000000000001\"";
    private const string Preview = "urn:sr.oots.tech.ec.europa.eu:codes:ErrorSeverity:EDMErrorResponse:PreviewRequired";
    private const string Plain = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error";

    public static RuleCase[] Cases { get; } =
    [
        new("R-EDM-ERR-S001", NotFound20, text => Swap("<q:QueryResponse", "<q:QueryFailure")(text).Replace("</q:QueryResponse", "</q:QueryFailure", StringComparison.Ordinal)),
        new("R-EDM-ERR-S002", NotFound20, text => Swap("<q:QueryResponse", "<QueryResponse xmlns=\"urn:other\"")(text).Replace("</q:QueryResponse", "</QueryResponse", StringComparison.Ordinal)),
        new("R-EDM-ERR-S003", NotFound20, Swap(RequestId, ""), "R-EDM-ERR-C025"),
        new("R-EDM-ERR-S004", NotFound20, Swap("requestId=\"urn:uuid:", "requestId=\"uuid:")),
        new("R-EDM-ERR-S006", NotFound20, Swap("ResponseStatusType:Failure", "ResponseStatusType:Unavailable")),
        new("R-EDM-ERR-S007", NotFound20, Swap("</q:QueryResponse>", "<rim:RegistryObjectList/></q:QueryResponse>")),
        new("R-EDM-ERR-S008", NotFound20, No("rs:Exception"), "R-EDM-ERR-C011"),
        new("R-EDM-ERR-S009", NotFound20, TwoSlots("SpecificationIdentifier")),
        new("R-EDM-ERR-S010", NotFound20, NoSlot("EvidenceResponseIdentifier")),
        new("R-EDM-ERR-S011", NotFound20, NoSlot("ErrorProvider")),
        new("R-EDM-ERR-S012", NotFound20, NoSlot("EvidenceRequester")),
        new("R-EDM-ERR-S013", NotFound20, NoSlot("Timestamp")),
        new("R-EDM-ERR-S014", Preview20, TwoSlots("PreviewLocation")),
        new("R-EDM-ERR-S015", Preview20, TwoSlots("PreviewDescription")),
        new("R-EDM-ERR-S016", Preview12, TwoSlots("PreviewMethod")),
        new("R-EDM-ERR-S017", NotFound20, Swap("<rs:Exception", "<rim:Slot name=\"Procedure\"><rim:SlotValue xsi:type=\"rim:StringValueType\"><rim:Value>T3</rim:Value></rim:SlotValue></rim:Slot><rs:Exception")),
        new("R-EDM-ERR-S018", NotFound20, Retype("SpecificationIdentifier")),
        new("R-EDM-ERR-S019", NotFound20, Retype("EvidenceResponseIdentifier")),
        new("R-EDM-ERR-S020", NotFound20, Retype("ErrorProvider")),
        new("R-EDM-ERR-S021", NotFound20, Retype("EvidenceRequester")),
        new("R-EDM-ERR-S022", NotFound20, Retype("Timestamp", "rim:StringValueType")),
        new("R-EDM-ERR-S023", Preview20, Retype("PreviewLocation")),
        new("R-EDM-ERR-S024", Preview20, Retype("PreviewDescription", "rim:StringValueType")),
        new("R-EDM-ERR-S025", Preview12, Retype("PreviewMethod")),
        new("R-EDM-ERR-S026", NotFound20, SlotContent("ErrorProvider", "<sdg:Other/>"), "R-EDM-ERR-C023"),
        new("R-EDM-ERR-S027", Preview12, Swap("oots-edm:v1.2", "oots-edm:v2.0")),
        new("R-EDM-ERR-S028", NotFound20, Insert("<rim:Value>2026-11-20T10:00:05Z</rim:Value></rim:SlotValue>", "<rim:SlotValue xsi:type=\"rim:DateTimeValueType\"><rim:Value>2026-11-20T10:00:06Z</rim:Value></rim:SlotValue>")),
        new("R-EDM-ERR-S029", NotFound20, SlotContent("Timestamp", string.Empty)),
        new("R-EDM-ERR-S030", NotFound20, Insert("<sdg:Name lang=\"FI\">Rekisteri</sdg:Name>", "<sdg:Name lang=\"FI\">Virasto</sdg:Name>")),
        new("R-EDM-ERR-S031", Preview12, NoSlot("PreviewMethod")),

        new("R-EDM-ERR-C001", NotFound20, Swap("oots-edm:v2.0", "oots-edm:v0.1")),
        new("R-EDM-ERR-C002", NotFound20, Swap("<rim:Value>00000000-", "<rim:Value>urn:uuid:00000000-")),
        new("R-EDM-ERR-C003", NotFound20, Swap(" schemeID=\"urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI\"", "")),
        new("R-EDM-ERR-C004", NotFound20, Swap("unregistered:FI", "unregistered")),
        new("R-EDM-ERR-C005", NotFound20, Swap("<sdg:AdminUnitLevel1>FI<", "<sdg:AdminUnitLevel1>Finland<")),
        new("R-EDM-ERR-C006", NotFound20, Swap("FI1C1", "FI999")),
        new("R-EDM-ERR-C007", NotFound20, Swap("<sdg:Classification>ERRP</sdg:Classification>", "")),
        new("R-EDM-ERR-C008", NotFound20, Swap("<sdg:Classification>ERRP<", "<sdg:Classification>ER<")),
        new("R-EDM-ERR-C009", NotFound20, Swap(" schemeID=\"urn:cef.eu:names:identifier:EAS:0007\"", "")),
        new("R-EDM-ERR-C010", NotFound20, Swap("EAS:0007", "EAS:7")),
        new("R-EDM-ERR-C011", NotFound20, No("rs:Exception"), "R-EDM-ERR-S008"),
        new("R-EDM-ERR-C012", NotFound20, Swap(" xsi:type=\"rs:ObjectNotFoundExceptionType\"", "")),
        new("R-EDM-ERR-C013", NotFound20, Swap("rs:ObjectNotFoundExceptionType", "rs:ObjectExistsExceptionType")),
        new("R-EDM-ERR-C013", NotFound20, Swap("rs:ObjectNotFoundExceptionType", "rim:ObjectNotFoundExceptionType")),
        new("R-EDM-ERR-C014", NotFound20, Swap(Plain, "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Warning"), "R-EDM-ERR-C015"),
        new("R-EDM-ERR-C015", NotFound20, Swap(Plain, Preview)),
        new("R-EDM-ERR-C015", NotFound20, Swap($" severity=\"{Plain}\"", "")),
        new("R-EDM-ERR-C016", NotFound20, Swap(" message=\"No evidence\"", "")),
        new("R-EDM-ERR-C017", NotFound20, Swap("EDM:ERR:0004", "EDM:ERR:4")),
        new("R-EDM-ERR-C018", NotFound20, Swap("<rim:Value>2026-11-20T10:00:05Z<", "<rim:Value>2026-11-20<")),
        new("R-EDM-ERR-C019", Preview20, Swap("https://preview", "ftp://preview")),
        new("R-EDM-ERR-C020", Preview20, Swap("xml:lang=\"EN\"", "xml:lang=\"english\"")),
        new("R-EDM-ERR-C021", Preview12, Swap("<rim:Value>GET<", "<rim:Value>DELETE<")),
        new("R-EDM-ERR-C022", Preview20, Swap(Preview, Plain)),
        new("R-EDM-ERR-C022", Preview20, Swap("rs:AuthorizationExceptionType", "query:QueryExceptionType")),
        new("R-EDM-ERR-C023", NotFound20, SlotContent("ErrorProvider", "<sdg:Other/>"), "R-EDM-ERR-S026"),
        new("R-EDM-ERR-C024", NotFound20, No("sdg:Address")),
        new("R-EDM-ERR-C024", Preview12, Swap("<sdg:AdminUnitLevel1>FI</sdg:AdminUnitLevel1>", "")),
        new("R-EDM-ERR-C025", NotFound20, Swap(RequestId, ""), "R-EDM-ERR-S003"),
        new("R-EDM-ERR-C026", NotFound20, Swap(" code=\"EDM:ERR:0004\"", "")),
        new("R-EDM-ERR-C027", NotFound20, Swap(">Rekisteri<", ">R<")),
        new("R-EDM-ERR-C028", NotFound20, Swap("lang=\"SV\"", "lang=\"sv\"")),
        new("R-EDM-ERR-C029", NotFound20, Swap(" lang=\"SV\"", "")),
        new("R-EDM-ERR-C030", NotFound20, Swap("lang=\"FI\"", "lang=\"fi\"")),
        new("R-EDM-ERR-C031", NotFound20, Swap(" lang=\"FI\"", "")),
    ];

    public static TheoryData<int, string> Numbers => RuleJudge.Name(Cases);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_error_that_breaks_one_rule_is_told_so(int number, string rule)
    {
        Cases[number].Rule.ShouldBe(rule);
        RuleJudge.BreaksOnlyItsRule(EdmKind.Error, Cases[number]);
    }
}
