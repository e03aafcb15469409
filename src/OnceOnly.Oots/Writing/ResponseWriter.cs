// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using static OnceOnly.Oots.Writing.RegRepWriter;

namespace OnceOnly.Oots.Writing;

internal static class ResponseWriter
{
    public static XElement Response(EvidenceResponse response) => new(
        Query + "QueryResponse",
        Declarations,
        new XAttribute("requestId", response.RequestId),
        new XAttribute("status", response.AvailableAt is null ? EdmNames.Success : EdmNames.Unavailable),
        StringSlot("SpecificationIdentifier", response.Version.SpecificationIdentifier()),
        StringSlot("EvidenceResponseIdentifier", response.Id),
        TimeSlot("IssueDateTime", response.IssuedAt),
        CollectionSlot("EvidenceProvider", response.Providers.Select(agent => Agent(agent))),
        AnySlot("EvidenceRequester", NamedAgent(response.Requester)),
        response.AvailableAt is { } moment ? TimeSlot("ResponseAvailableDateTime", moment) : null,
        new XElement(
            Rim + "RegistryObjectList",
            response.Version < EdmVersion.V20
                ? response.Packages.Select(package => Document(package.Main, null))
                : response.Packages.Select(Package)));

    private static XElement Package(EvidencePackage package) => new(
        Rim + "RegistryObject",
        Type("RegistryPackageType"),
        new XAttribute("id", package.Id ?? Derived(package.Main.Id, "package")),
        new XElement(
            Rim + "RegistryObjectList",
            Document(package.Main, "MainEvidence"),
            package.Supplements.Select(supplement => Document(supplement.Document, supplement.Kind)),
            package.Supplements.Select(supplement => new XElement(
                Rim + "RegistryObject",
                Type("AssociationType"),
                new XAttribute("id", Derived(supplement.Document.Id, "association")),
                new XAttribute("sourceObject", supplement.Document.Id),
                new XAttribute("targetObject", package.Main.Id),
                new XAttribute("type", EdmNames.AssociationPrefix + supplement.Kind)))));

    private static XElement Document(EvidenceDocument document, string? node) => new(
        Rim + "RegistryObject",
        Type("ExtrinsicObjectType"),
        new XAttribute("id", document.Id),
        AnySlot("EvidenceMetadata", Metadata(document.Metadata)),
        node is null
            ? null
            : new XElement(
                Rim + "Classification",
                new XAttribute("id", Derived(document.Id, "classification")),
                new XAttribute("classificationScheme", EdmNames.ClassificationScheme),
                new XAttribute("classificationNode", node)),
        new XElement(Rim + "RepositoryItemRef", new XAttribute(XLink + "href", document.ContentId), new XAttribute(XLink + "title", document.Title)));

    private static XElement Metadata(EvidenceMetadata metadata) => new(
        Sdg + "Evidence",
        new XElement(Sdg + "Identifier", metadata.Identifier),
        metadata.Subject is null ? null : new XElement(Sdg + "IsAbout", Person(metadata.Subject, "NaturalPerson")),
        metadata.IssuingAuthority is null ? null : Agent(metadata.IssuingAuthority, "IssuingAuthority"),
        metadata.Type is null
            ? null
            : new XElement(
                Sdg + "IsConformantTo",
                new XElement(Sdg + "EvidenceTypeClassification", metadata.Type.Classification),
                Texts("Title", metadata.Type.Titles),
                Texts("Description", metadata.Type.Descriptions)),
        metadata.IssuingDate is { } issued ? new XElement(Sdg + "IssuingDate", Date(issued)) : null,
        metadata.Distribution is null
            ? null
            : new XElement(
                Sdg + "Distribution",
                new XElement(Sdg + "Format", metadata.Distribution.Format),
                metadata.Distribution.Languages.Select(language => new XElement(Sdg + "Language", language)),
                Optional("ConformsTo", metadata.Distribution.ConformsTo)),
        metadata.Validity is null
            ? null
            : new XElement(
                Sdg + "ValidityPeriod",
                new XElement(Sdg + "StartDate", Date(metadata.Validity.Start)),
                new XElement(Sdg + "EndDate", Date(metadata.Validity.End))));

    // Ids that nobody refers to follow from those that are referred to, so the same answer is the same bytes.
    private static string Derived(string id, string what) =>
        EdmNames.UuidUrnPrefix + new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(id + "|" + what)).AsSpan(0, 16)).ToString("D");
}
