// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Pilot.CommonServices.Answers;
using OnceOnly.Pilot.CommonServices.Declaration;

namespace OnceOnly.Pilot.CommonServices;

/// <summary>Who provides an evidence type, and through which access point.</summary>
internal sealed class DataServiceDirectory(DeclaredCatalogue catalogue)
{
    private const string Query = "urn:fdc:oots:dsd:ebxml-regrep:queries:dataservices-by-evidencetype-and-jurisdiction";

    private static readonly string[] Known =
        ["evidence-type-classification", "country-code", "specification", "jurisdiction-admin-l2", "jurisdiction-admin-l3", "jurisdiction-context-id", "evidence-type-id"];

    public XDocument Answer(SearchQuery query)
    {
        if (query.Id != Query)
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.UnknownDirectoryQuery);
        }

        if (query["evidence-type-classification"] is not { } classification
            || query["country-code"] is not { } country
            || !OotsCodeLists.BuiltIn.OotsCountries.Contains(country)
            || query["specification"] is { } named && !named.StartsWith("oots-edm:v", StringComparison.Ordinal))
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.DirectoryParameters);
        }

        if (catalogue.EvidenceTypes.FirstOrDefault(type => type.Value.Classification == classification) is not { Key: { } type })
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.UnknownEvidenceType);
        }

        var services = catalogue.DataServices.Where(service => service.EvidenceType == type).ToList();
        if (!query.HasOnly(Known.Concat(services.SelectMany(service => service.Questions).Select(question => question.Id))))
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.DirectoryParameters);
        }

        return Answer(query, country, services);
    }

    private XDocument Answer(SearchQuery query, string country, IReadOnlyList<DeclaredDataService> services)
    {
        var offered = services.Select(service => service with
        {
            AccessServices = [.. service.AccessServices.Where(access =>
                catalogue.Providers[access.Provider].Country == country
                && (query["specification"] is not { } specification || access.Specifications.Contains(specification, StringComparer.Ordinal)))],
        }).Where(service => service.AccessServices.Count > 0).ToList();
        foreach (var service in offered)
        {
            if (service.Questions.Any(question => query[question.Id] is { } answer && !question.Values.Contains(answer, StringComparer.Ordinal)))
            {
                return RegRepAnswer.Refused(query, CatalogueRefusal.WrongAnswer);
            }

            if (service.Questions.Where(question => query[question.Id] is null).ToList() is { Count: > 0 } open)
            {
                return RegRepAnswer.Question(query, DataServiceXml.Of(service with { AccessServices = [] }, catalogue), open.Select(DataServiceXml.Question));
            }
        }

        var found = offered
            .Select(service => service with { AccessServices = [.. service.AccessServices.Where(access => access.Answers.All(answer => query[answer.Key] == answer.Value))] })
            .Where(service => service.AccessServices.Count > 0)
            .Select(service => DataServiceXml.Of(service, catalogue))
            .ToList();
        return found.Count == 0
            ? RegRepAnswer.Refused(query, CatalogueRefusal.NoDataService)
            : RegRepAnswer.Success(query, "DataServiceEvidenceType", found);
    }
}
