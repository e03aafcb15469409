// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Parsing;

internal static class RequestParser
{
    public static EvidenceRequest? Parse(XmlElement root, EdmVersion version, PartReader read)
    {
        var query = read.Need(root.Children(EdmNames.Query, "Query").FirstOrDefault(), "Query");
        var type = query is null ? null : read.Need(query.Slot("EvidenceRequest").SlotContents("DataServiceEvidenceType").FirstOrDefault(), "Slot[EvidenceRequest]");
        var subject = query is null ? null : read.Need(read.Person(PersonIn(query, "NaturalPerson", "LegalPerson")), "Slot[NaturalPerson]");
        if (query is null || type is null || subject is null)
        {
            return null;
        }

        read.Need(root.Children(EdmNames.Query, "ResponseOption").FirstOrDefault(), "ResponseOption");
        OotsAgent[] requesters = [.. root.Slot("EvidenceRequester").SlotContents("Agent").Select(read.Agent)];
        read.Need(requesters.FirstOrDefault(agent => agent.Classification == "ER"), "Slot[EvidenceRequester]/Agent[Classification = ER]");
        var language = root.GetAttribute("lang", XmlNames.Xml);
        return new EvidenceRequest
        {
            Version = version,
            Id = read.Attribute(root, "id"),
            IssuedAt = read.SlotTime(root, "IssueDateTime"),
            Procedure = version < EdmVersion.V20 ? PartReader.LocalizedTexts(root.Slot("Procedure")).FirstOrDefault()?.Text ?? string.Empty : read.SlotText(root, "Procedure"),
            Language = language.Length == 0 ? null : language,
            PossibilityForPreview = read.SlotBoolean(root, "PossibilityForPreview"),
            ExplicitRequestGiven = read.SlotBoolean(root, "ExplicitRequestGiven"),
            Requirements = [.. root.Slot("Requirements").SlotContents("Requirement").Select(found => new OotsRequirement(read.Text(found, "Identifier"), read.SomeTexts(found, "Name"), PartReader.Texts(found, "Description")))],
            Requesters = requesters,
            Provider = read.Agent(root.Slot("EvidenceProvider").SlotContents("Agent").FirstOrDefault()),
            ProviderClassifications = [.. root.Slot("EvidenceProviderClassification").SlotContents("EvidenceProviderClassification").Select(found => Classification(found, read))],
            PreviewLocation = root.Slot("PreviewLocation").SlotText(),
            ReturnLocation = root.Slot("ReturnLocation").SlotText(),
            EvidenceType = Type(type, read),
            Subject = subject,
            Representative = read.Person(PersonIn(query, "AuthorizedRepresentative", "AuthorizedRepresentativeLegalPerson")),
        };
    }

    private static XmlElement? PersonIn(XmlElement query, string natural, string legal) =>
        query.Slot(natural).SlotContents("Person").FirstOrDefault() ?? query.Slot(legal).SlotContents("LegalPerson").FirstOrDefault();

    private static RequestedEvidenceType Type(XmlElement type, PartReader read) => new(
        read.Text(type, "Identifier"),
        read.Text(type, "EvidenceTypeClassification"),
        read.SomeTexts(type, "Title"),
        [.. type.All("DistributedAs").Select(form => Distribution(form, read))])
    {
        Descriptions = PartReader.Texts(type, "Description"),
    };

    private static RequestedDistribution Distribution(XmlElement form, PartReader read) => new(read.Text(form, "Format"))
    {
        Languages = PartReader.Values(form, "Language"),
        ConformsTo = form.ChildText("ConformsTo"),
        AssociatedDocuments = PartReader.Values(form, "AssociatedDocumentRequest"),
        Transformation = form.ChildText("Transformation"),
    };

    private static ProviderClassification Classification(XmlElement found, PartReader read) => new(
        read.Text(found, "Identifier"),
        read.Text(found, "Type"),
        read.Text(found, "SupportedValue"))
    {
        Scheme = PartReader.Identifier(found, "Identifier") is { Scheme.Length: > 0 } identifier ? identifier.Scheme : null,
        ValueExpression = found.ChildText("ValueExpression"),
        Descriptions = PartReader.Texts(found, "Description"),
    };
}
