// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Parsing;

internal static class ResponseParser
{
    private const string Main = "MainEvidence";

    public static EvidenceResponse Parse(XmlElement root, EdmVersion version, PartReader read)
    {
        var isDeferral = root.Attribute("status")?.Trim() == EdmNames.Unavailable;
        var objects = root.Children(EdmNames.Rim, "RegistryObjectList").SelectMany(Objects);
        return new EvidenceResponse
        {
            Version = version,
            Id = read.SlotText(root, "EvidenceResponseIdentifier"),
            RequestId = read.Attribute(root, "requestId"),
            IssuedAt = read.SlotTime(root, "IssueDateTime"),
            AvailableAt = isDeferral ? read.SlotTime(root, "ResponseAvailableDateTime") : null,
            Providers = [.. root.Slot("EvidenceProvider").SlotContents("Agent").Select(read.Agent)],
            Requester = read.Agent(root.Slot("EvidenceRequester").SlotContents("Agent").FirstOrDefault()),
            Packages = version < EdmVersion.V20
                ? [.. objects.Select(item => new EvidencePackage(null, Document(item, read)))]
                : [.. objects.SelectMany(item => Evidences(item, read))],
        };
    }

    private static IEnumerable<XmlElement> Objects(XmlElement list) => list.Children(EdmNames.Rim, "RegistryObject");

    /// <summary>S047 lets a package hold several main documents: each is an evidence of its own, and is judged like any other. What supplements them goes with the first.</summary>
    private static List<EvidencePackage> Evidences(XmlElement package, PartReader read)
    {
        var documents = package.Children(EdmNames.Rim, "RegistryObjectList").SelectMany(Objects)
            .Select(item => (Item: item, Node: NodeOf(item)))
            .Where(document => document.Node is not null)
            .ToLookup(document => document.Node == Main, document => (Kind: document.Node!, Document: Document(document.Item, read)));
        var id = read.Attribute(package, "id");
        List<EvidencePackage> evidences = [.. documents[true].Select(main => new EvidencePackage(id, main.Document))];
        if (evidences.Count == 0)
        {
            read.Need<XmlElement>(null, Main);
            return [];
        }

        evidences[0] = evidences[0] with { Supplements = [.. documents[false].Select(supplement => new SupplementaryDocument(supplement.Kind, supplement.Document))] };
        return evidences;
    }

    private static string? NodeOf(XmlElement item) => item.Children(EdmNames.Rim, "Classification")
        .FirstOrDefault(found => found.Attribute("classificationScheme") == EdmNames.ClassificationScheme)?.Attribute("classificationNode");

    private static EvidenceDocument Document(XmlElement item, PartReader read)
    {
        var reference = read.Need(item.Children(EdmNames.Rim, "RepositoryItemRef").FirstOrDefault(), "RepositoryItemRef");
        return new EvidenceDocument(
            read.Attribute(item, "id"),
            reference?.GetAttribute("href", EdmNames.XLink).Trim() ?? string.Empty,
            reference?.GetAttribute("title", EdmNames.XLink) ?? string.Empty,
            Metadata(read.Need(item.Slot("EvidenceMetadata").SlotContents("Evidence").FirstOrDefault(), "Slot[EvidenceMetadata]"), read));
    }

    private static EvidenceMetadata Metadata(XmlElement? evidence, PartReader read)
    {
        if (evidence is null)
        {
            return new EvidenceMetadata(string.Empty);
        }

        var about = evidence.Child("IsAbout");
        var validity = evidence.Child("ValidityPeriod");
        return new EvidenceMetadata(read.Text(evidence, "Identifier"))
        {
            Subject = about is null ? null : read.Person(read.Need(about.Child("NaturalPerson") ?? about.Child("LegalPerson"), "IsAbout/NaturalPerson")),
            IssuingAuthority = evidence.Child("IssuingAuthority") is { } authority ? read.Agent(authority) : null,
            Type = evidence.Child("IsConformantTo") is { } type
                ? new ConformantType(read.Text(type, "EvidenceTypeClassification"), PartReader.Texts(type, "Title")) { Descriptions = PartReader.Texts(type, "Description") }
                : null,
            IssuingDate = evidence.Child("IssuingDate") is null ? null : read.Date(evidence, "IssuingDate"),
            Distribution = evidence.Child("Distribution") is { } form
                ? new EvidenceDistribution(read.Text(form, "Format")) { Languages = PartReader.Values(form, "Language"), ConformsTo = form.ChildText("ConformsTo") }
                : null,
            Validity = validity is null ? null : new ValidityPeriod(read.Date(validity, "StartDate"), read.Date(validity, "EndDate")),
        };
    }
}
