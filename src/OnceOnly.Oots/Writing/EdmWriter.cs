// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.XmlSecurity.Writing;
using static OnceOnly.Oots.Writing.RegRepWriter;

namespace OnceOnly.Oots.Writing;

/// <summary>Writes messages, each in its own version.</summary>
public static class EdmWriter
{
    /// <summary>UTF-8 without declaration. What is written is to be checked by the rules like what is received.</summary>
    public static byte[] Write(EdmMessage message) => XmlOutput.ToBytes(XmlOutput.ToDocument(message switch
    {
        EvidenceRequest request => Request(request),
        EvidenceResponse response => ResponseWriter.Response(response),
        EvidenceErrorResponse error => Error(error),
        _ => throw new ArgumentException("No such message.", nameof(message)),
    }));

    private static XElement Request(EvidenceRequest request)
    {
        var is2 = request.Version >= EdmVersion.V20;
        return new XElement(
            Query + "QueryRequest",
            Declarations,
            request.Language is null || is2 ? null : new XAttribute(XNamespace.Xml + "lang", request.Language),
            new XAttribute("id", request.Id),
            StringSlot("SpecificationIdentifier", request.Version.SpecificationIdentifier()),
            TimeSlot("IssueDateTime", request.IssuedAt),
            is2 ? StringSlot("Procedure", request.Procedure) : InternationalSlot("Procedure", [new OotsText("EN", request.Procedure)]),
            StringSlot("PreviewLocation", request.PreviewLocation),
            is2 ? StringSlot("ReturnLocation", request.ReturnLocation) : null,
            BooleanSlot("PossibilityForPreview", request.PossibilityForPreview),
            BooleanSlot("ExplicitRequestGiven", request.ExplicitRequestGiven),
            CollectionSlot("Requirements", request.Requirements.Select(requirement => new XElement(
                Sdg + "Requirement",
                new XElement(Sdg + "Identifier", requirement.Identifier),
                Texts("Name", requirement.Names),
                Texts("Description", requirement.Descriptions)))),
            CollectionSlot("EvidenceRequester", request.Requesters.Select(agent => Agent(agent))),
            AnySlot("EvidenceProvider", NamedAgent(request.Provider)),
            CollectionSlot("EvidenceProviderClassification", request.ProviderClassifications.Select(Classification)),
            new XElement(Query + "ResponseOption", new XAttribute("returnType", "LeafClassWithRepositoryItem")),
            new XElement(
                Query + "Query",
                new XAttribute("queryDefinition", "DocumentQuery"),
                AnySlot("EvidenceRequest", EvidenceType(request.EvidenceType, is2)),
                AnySlot(request.Subject is OotsLegalPerson ? "LegalPerson" : "NaturalPerson", Person(request.Subject, "Person")),
                request.Representative is null
                    ? null
                    : AnySlot(request.Representative is OotsLegalPerson ? "AuthorizedRepresentativeLegalPerson" : "AuthorizedRepresentative", Person(request.Representative, "Person"))));
    }

    private static XElement EvidenceType(RequestedEvidenceType type, bool is2) => new(
        Sdg + "DataServiceEvidenceType",
        new XElement(Sdg + "Identifier", type.Identifier),
        new XElement(Sdg + "EvidenceTypeClassification", type.Classification),
        Texts("Title", type.Titles),
        Texts("Description", type.Descriptions),
        type.Distributions.Select(form => new XElement(
            Sdg + "DistributedAs",
            new XElement(Sdg + "Format", form.Format),
            is2 ? form.Languages.Select(language => new XElement(Sdg + "Language", language)) : null,
            Optional("ConformsTo", form.ConformsTo),
            is2 ? form.AssociatedDocuments.Select(kind => new XElement(Sdg + "AssociatedDocumentRequest", kind)) : null,
            is2 ? null : Optional("Transformation", form.Transformation))));

    private static XElement Classification(ProviderClassification classification) => new(
        Sdg + "EvidenceProviderClassification",
        Identifier("Identifier", new SchemedIdentifier(classification.Scheme ?? string.Empty, classification.Identifier)),
        new XElement(Sdg + "Type", classification.Type),
        Optional("ValueExpression", classification.ValueExpression),
        Texts("Description", classification.Descriptions),
        new XElement(Sdg + "SupportedValue", new XElement(Sdg + (classification.Type == "boolean" ? "BooleanValue" : "StringValue"), classification.Value)));

    private static XElement Error(EvidenceErrorResponse error) => new(
        Query + "QueryResponse",
        Declarations,
        error.RequestId is null ? null : new XAttribute("requestId", error.RequestId),
        new XAttribute("status", EdmNames.Failure),
        StringSlot("SpecificationIdentifier", error.Version.SpecificationIdentifier()),
        StringSlot("EvidenceResponseIdentifier", error.Id),
        AnySlot("ErrorProvider", Agent(error.ErrorProvider)),
        error.Requester is null ? null : AnySlot("EvidenceRequester", NamedAgent(error.Requester)),
        error.Exceptions.Select(exception => Exception(exception, error.Version)));

    private static XElement Exception(EdmException exception, EdmVersion version) => new(
        Rs + "Exception",
        new XAttribute(Xsi + "type", (exception.Code == EdmErrorCode.QueryFailed ? "query:" : "rs:") + exception.Code.ExceptionType()),
        new XAttribute("message", exception.Message),
        new XAttribute("severity", exception.PreviewLocation is null ? EdmNames.SeverityError : EdmNames.SeverityPreviewRequired),
        new XAttribute("code", exception.Code.Wire()),
        exception.Detail is null ? null : new XAttribute("detail", exception.Detail),
        TimeSlot("Timestamp", exception.Timestamp),
        StringSlot("PreviewLocation", exception.PreviewLocation),
        InternationalSlot("PreviewDescription", exception.PreviewDescriptions),
        version < EdmVersion.V20 ? StringSlot("PreviewMethod", exception.PreviewMethod) : null);
}
