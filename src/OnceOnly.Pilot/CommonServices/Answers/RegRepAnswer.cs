// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Pilot.CommonServices.Answers;

/// <summary>The envelope of every answer, good or bad.</summary>
internal static class RegRepAnswer
{
    private const string AsksTheUser = "urn:sr.oots.tech.ec.europa.eu:codes:ErrorSeverity:DSDErrorResponse:AdditionalInput";

    private static readonly XNamespace Query = EdmNames.Query;
    private static readonly XNamespace Rim = EdmNames.Rim;
    private static readonly XNamespace Rs = EdmNames.Rs;
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public static XDocument Success(SearchQuery query, string slot, IEnumerable<XElement> found) => Document(
        query,
        EdmNames.Success,
        new XElement(Rim + "RegistryObjectList", found.Select(content => new XElement(
            Rim + "RegistryObject",
            new XAttribute("id", EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D")),
            Slot(slot, "Any", content)))));

    public static XDocument Refused(SearchQuery query, CatalogueRefusal refusal) =>
        Document(query, EdmNames.Failure, Exception(refusal, EdmNames.SeverityError));

    /// <summary>Not a failure but a dialogue: the user is to answer.</summary>
    public static XDocument Question(SearchQuery query, XElement service, IEnumerable<XElement> questions) => Document(
        query,
        EdmNames.Failure,
        Exception(
            CatalogueRefusal.AsksTheUser,
            AsksTheUser,
            Slot("DataServiceEvidenceType", "Any", service),
            Slot("UserRequestedClassificationConcepts", "Collection",
            [
                new XAttribute("collectionType", EdmNames.CollectionSet),
                .. questions.Select(question => new XElement(Rim + "Element", Type(Rim, "AnyValueType"), question)),
            ])));

    private static XDocument Document(SearchQuery query, string status, XElement content) => new(
        new XDeclaration("1.0", "UTF-8", null),
        new XElement(
            Query + "QueryResponse",
            new XAttribute(XNamespace.Xmlns + "query", Query),
            new XAttribute(XNamespace.Xmlns + "rim", Rim),
            new XAttribute(XNamespace.Xmlns + "rs", Rs),
            new XAttribute(XNamespace.Xmlns + "sdg", EdmNames.Sdg),
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi),
            new XAttribute("status", status),
            query.Specification is { } version ? Slot("SpecificationIdentifier", "String", new XElement(Rim + "Value", version)) : null,
            content));

    private static XElement Exception(CatalogueRefusal refusal, string severity, params XElement[] slots) => new(
        Rs + "Exception",
        Type(Rs, refusal.Type),
        new XAttribute("code", refusal.Code),
        new XAttribute("message", refusal.Message),
        new XAttribute("severity", severity),
        refusal.Detail is { } detail ? new XAttribute("detail", detail) : null,
        slots);

    private static XElement Slot(string name, string type, params object[] content) =>
        new(Rim + "Slot", new XAttribute("name", name), new XElement(Rim + "SlotValue", Type(Rim, type + "ValueType"), content));

    private static XAttribute Type(XNamespace space, string name) => new(Xsi + "type", (space == Rs ? "rs:" : "rim:") + name);
}
