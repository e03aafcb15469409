// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Pilot.CommonServices.Declaration;
using static OnceOnly.Pilot.CommonServices.Answers.CatalogueText;

namespace OnceOnly.Pilot.CommonServices.Answers;

/// <summary>A record of the Data Service Directory, and what it may ask.</summary>
internal static class DataServiceXml
{
    private const string PartyScheme = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:oots";

    public static XElement Of(DeclaredDataService service, DeclaredCatalogue catalogue)
    {
        var type = catalogue.EvidenceTypes[service.EvidenceType];
        return new XElement(
            Sdg + "DataServiceEvidenceType",
            Identifier(service.Id.ToString("D")),
            new XElement(Sdg + "EvidenceTypeClassification", type.Classification),
            InEachLanguage("Title", type.Titles),
            service.Distributions.Select(form => new XElement(
                Sdg + "DistributedAs",
                new XElement(Sdg + "Format", form.Format),
                form.Languages.Select(language => new XElement(Sdg + "Language", language)))),
            service.AccessServices.Select(access => AccessService(access, catalogue.Providers[access.Provider])),
            new XElement(Sdg + "AuthenticationLevelOfAssurance", service.LevelOfAssurance));
    }

    public static XElement Question(DeclaredQuestion question) => new(
        Sdg + "EvidenceProviderClassification",
        Identifier(question.Id, question.Scheme),
        new XElement(Sdg + "Type", "codelist"),
        new XElement(Sdg + "ValueExpression", question.Scheme),
        InEachLanguage("Description", question.Descriptions),
        new XElement(Sdg + "SupportedValue", question.Values.Select(value => new XElement(Sdg + "StringValue", value))));

    private static XElement AccessService(DeclaredAccessService access, DeclaredProvider provider) => new(
        Sdg + "AccessService",
        Identifier(access.Party, PartyScheme),
        access.Specifications.Select(version => new XElement(Sdg + "ConformsTo", version)),
        new XElement(
            Sdg + "Publisher",
            Identifier(provider.Id, provider.Scheme),
            InEachLanguage("Name", provider.Names),
            new XElement(Sdg + "Address", new XElement(Sdg + "AdminUnitLevel1", provider.Country)),
            Jurisdiction(provider.Country)));
}
