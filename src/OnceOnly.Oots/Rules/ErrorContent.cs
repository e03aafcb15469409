// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-ERR-C…: the values of an error answer and of its exceptions.</summary>
internal static class ErrorContent
{
    private const string Provider = "rim:Slot[@name='ErrorProvider']/rim:SlotValue/sdg:Agent";
    private const string Requester = "rim:Slot[@name='EvidenceRequester']/rim:SlotValue/sdg:Agent";
    private const string Exception = "rs:Exception";
    private const string OldPreviewRequired = "urn:sr.oots.tech.europa.eu:codes:ErrorSeverity:EDMErrorResponse:PreviewRequired";

    private static readonly string[] Published =
    [
        "rs:AuthenticationExceptionType", "rs:AuthorizationExceptionType", "rs:InvalidRequestExceptionType", "rs:ObjectNotFoundExceptionType",
        "rs:TimeoutExceptionType", "rs:UnresolvedReferenceExceptionType", "rs:UnsupportedCapabilityExceptionType", "query:QueryExceptionType",
    ];

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        new("R-EDM-ERR-C001", Value("SpecificationIdentifier"), scope => EdmVersions.TryParseSpecification(scope.Text, out var version) && version == scope.Version),
        new("R-EDM-ERR-C002", Value("EvidenceResponseIdentifier"), RuleValues.IsResponseIdentifier),
        .. AgentIdentifier("R-EDM-ERR-C003", "R-EDM-ERR-C004", Provider + "/sdg:Identifier"),
        InList("R-EDM-ERR-C005", Provider + "/sdg:Address/sdg:AdminUnitLevel1", lists => lists.Countries),
        InList("R-EDM-ERR-C006", Provider + "/sdg:Address/sdg:AdminUnitLevel2", lists => lists.Territories),
        Filled("R-EDM-ERR-C007", Provider, "Classification"),
        new("R-EDM-ERR-C008", Provider + "/sdg:Classification", scope => scope.Text is "EP" or "IP" or "ERRP"),
        .. AgentIdentifier("R-EDM-ERR-C009", "R-EDM-ERR-C010", Requester + "/sdg:Identifier"),
        new("R-EDM-ERR-C011", ".", scope => ResponseStructure.Status(scope) != EdmNames.Failure || scope.Element.Children(EdmNames.Rs, "Exception").Any()),
        new("R-EDM-ERR-C012", Exception, scope => scope.Element.GetAttributeNode("type", XmlNames.SchemaInstance) is not null),
        new("R-EDM-ERR-C013", Exception, scope => scope.Element.GetAttributeNode("type", XmlNames.SchemaInstance) is null || ExceptionTypeOf(scope.Element) is not null),
        new("R-EDM-ERR-C014", Exception + "[@severity]", HasSeverity),
        new("R-EDM-ERR-C015", Exception + "[@code]", scope => scope.Attribute("code") == "EDM:ERR:0002" || scope.Attribute("severity") == EdmNames.SeverityError),
        HasAttribute("R-EDM-ERR-C016", Exception, "message"),
        InList("R-EDM-ERR-C017", Exception + "/@code", lists => lists.EdmErrorCodes),
        new("R-EDM-ERR-C018", Exception + "/" + Value("Timestamp") + "/rim:Value", scope => RuleValues.IsDateTime(scope.Text)),
        new("R-EDM-ERR-C019", Exception + "/" + Value("PreviewLocation"), scope => RuleValues.IsHttps(scope.Text)),
        InList("R-EDM-ERR-C020", Exception + "/" + Value("PreviewDescription") + "/rim:Value/rim:LocalizedString/@xml:lang", lists => lists.Languages),
        new("R-EDM-ERR-C021", Exception + "/" + Value("PreviewMethod"), scope => scope.Text is "GET" or "POST" or "PUT"),
        new("R-EDM-ERR-C022", Exception, scope => scope.Slots("PreviewLocation") == 0
            || (IsPreviewRequired(scope) && ExceptionTypeOf(scope.Element) is null or "rs:AuthorizationExceptionType")),
        new("R-EDM-ERR-C023", Value("ErrorProvider"), scope => scope.Element.All("Agent").Count() == 1),
        new EdmRule("R-EDM-ERR-C024", Provider + "/sdg:Address", scope => scope.Element.All("AdminUnitLevel1").Count() == 1).ForLine1(),
        new EdmRule("R-EDM-ERR-C024", Provider, RequestAgents.HasOneCountry).ForLine2(),
        new("R-EDM-ERR-C025", ".", NamesItsRequest),
        HasAttribute("R-EDM-ERR-C026", Exception, "code"),
        new("R-EDM-ERR-C027", WordingRules.Context, scope => WordingRules.IsLongEnough(scope)),
        HasAttribute("R-EDM-ERR-C029", Requester + "/sdg:Name", "lang"),
        InList("R-EDM-ERR-C028", Requester + "/sdg:Name/@lang", lists => lists.Languages),
        HasAttribute("R-EDM-ERR-C031", Provider + "/sdg:Name", "lang"),
        InList("R-EDM-ERR-C030", Provider + "/sdg:Name/@lang", lists => lists.Languages),
    ];

    /// <summary>The answer names its request, unless the request was too broken to have an id.</summary>
    public static bool NamesItsRequest(RuleScope scope) =>
        scope.Attribute("requestId") is not null
        || scope.Element.Children(EdmNames.Rs, "Exception").Any(exception => ExceptionTypeOf(exception) == "rs:InvalidRequestExceptionType");

    /// <summary>The exception's type with the prefixes the code list publishes, whatever those of the message; null when it is none of the published.</summary>
    private static string? ExceptionTypeOf(XmlElement exception)
    {
        var name = exception.XsiType(EdmNames.Rs) is { } rs ? "rs:" + rs : exception.XsiType(EdmNames.Query) is { } query ? "query:" + query : null;
        return name is not null && Published.Contains(name, StringComparer.Ordinal) ? name : null;
    }

    private static bool IsPreviewRequired(RuleScope scope) =>
        scope.Attribute("severity") == EdmNames.SeverityPreviewRequired
        || (scope.Version < EdmVersion.V12 && scope.Attribute("severity") == OldPreviewRequired);

    private static bool HasSeverity(RuleScope scope) => scope.Attribute("severity") == EdmNames.SeverityError || IsPreviewRequired(scope);
}
