// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Pilot.CommonServices.Answers;
using OnceOnly.Pilot.CommonServices.Declaration;

namespace OnceOnly.Pilot.CommonServices;

/// <summary>What a procedure requires, and what proves it where.</summary>
internal sealed class EvidenceBroker(DeclaredCatalogue catalogue)
{
    private const string Queries = "urn:fdc:oots:eb:ebxml-regrep:queries:";

    public XDocument Answer(SearchQuery query) => query.Id switch
    {
        Queries + "requirements-by-procedure-and-jurisdiction" => Requirements(query),
        Queries + "evidence-types-by-requirement-and-jurisdiction" => EvidenceTypes(query),
        _ => RegRepAnswer.Refused(query, CatalogueRefusal.UnknownBrokerQuery),
    };

    private XDocument Requirements(SearchQuery query)
    {
        var (procedure, country) = (query["procedure-id"], query["country-code"]);
        if (!query.HasOnly("procedure-id", "country-code", "return-incomplete", "jurisdiction-admin-l2", "jurisdiction-admin-l3"))
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.BrokerParameters);
        }

        if (procedure is not null && !OotsCodeLists.BuiltIn.Procedures.Contains(procedure))
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.UnknownProcedure);
        }

        if (IsUnknown(country))
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.UnknownCountry);
        }

        return Found(query, catalogue.Requirements
            .Select(requirement => requirement with
            {
                Procedures = [.. requirement.Procedures.Where(candidate =>
                    (procedure is null || candidate.Procedure == procedure) && (country is null || candidate.Country == country))],
                Lists = [],
            })
            .Where(requirement => requirement.Procedures.Count > 0));
    }

    private XDocument EvidenceTypes(SearchQuery query)
    {
        var (address, country) = (query["requirement-id"], query["country-code"]);
        if (address is null || !query.HasOnly("requirement-id", "country-code", "jurisdiction-admin-l2", "jurisdiction-admin-l3"))
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.BrokerParameters);
        }

        if (IsUnknown(country))
        {
            return RegRepAnswer.Refused(query, CatalogueRefusal.UnknownCountry);
        }

        var asked = catalogue.Requirements.Where(requirement => requirement.Address == address).ToList();
        return asked.Count == 0
            ? RegRepAnswer.Refused(query, CatalogueRefusal.UnknownRequirement)
            : Found(query, asked
                .Select(requirement => requirement with { Lists = [.. requirement.Lists.Where(list => country is null || list.Country == country)] })
                .Where(requirement => requirement.Lists.Count > 0));
    }

    private XDocument Found(SearchQuery query, IEnumerable<DeclaredRequirement> requirements)
    {
        var shown = requirements.Select(requirement => RequirementXml.Of(requirement, catalogue)).ToList();
        return shown.Count == 0
            ? RegRepAnswer.Refused(query, CatalogueRefusal.NothingRequired)
            : RegRepAnswer.Success(query, "Requirement", shown);
    }

    private static bool IsUnknown(string? country) => country is not null && !OotsCodeLists.BuiltIn.OotsCountries.Contains(country);
}
