// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.CommonServices.Queries;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Catalogue;

/// <summary>
/// What other Member States offer, as the Evidence Broker and the Data Service Directory tell it. A query that names neither a country
/// nor an evidence type of one looks at home only.
/// </summary>
internal sealed class OotsCatalogue(CommonServicePair services, OotsCodeLists lists, string country) : IEvidenceCatalogue
{
    private static readonly EdmVersion[] Spoken = [EdmVersion.V20, EdmVersion.V12];

    public async ValueTask<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = await FindServicesAsync(query, cancellationToken);
        return [.. found.Select(service => service.ToOffer(query.Procedure, MediaTypesOf(service.Service)))];
    }

    /// <summary>The data services behind the offers.</summary>
    public async Task<IReadOnlyList<DataServiceOffer>> FindServicesAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        if (CountryOf(query) is not { } there || there == country || (query.Provider is { } provider && !ProviderName.Is(provider)))
        {
            return [];
        }

        var offers = new List<DataServiceOffer>();
        foreach (var (type, requirements) in await EvidenceTypesAsync(query, there, cancellationToken))
        {
            var reply = await services.Directory.AskAsync(CatalogueQuery.DataServices(type, there, null, []), cancellationToken);
            offers.AddRange(from service in reply.Answer?.DataServices ?? []
                            where service.Classification == type
                            from access in service.AccessServices.GroupBy(access => access.Provider.Identifier).Select(Best).OfType<(AccessService Service, EdmVersion Version)>()
                            let name = new ProviderName(there, service.Identifier, access.Service.Provider.Identifier.Value)
                            where query.Provider is null || query.Provider == name.ToString()
                            select new DataServiceOffer(name, service, access.Service, access.Version, requirements));
        }

        return offers;
    }

    /// <summary>Every evidence type there that proves something the procedure requires, and what.</summary>
    private async Task<Dictionary<string, IReadOnlyList<OotsRequirement>>> EvidenceTypesAsync(
        EvidenceQuery query, string there, CancellationToken cancellationToken)
    {
        var required = await services.Broker.AskAsync(CatalogueQuery.Requirements(query.Procedure, country), cancellationToken);
        var proved = new Dictionary<string, IReadOnlyList<OotsRequirement>>(StringComparer.Ordinal);
        foreach (var requirement in (required.Answer?.Requirements ?? []).Where(requirement => query.Requirement is null || requirement.Identifier == query.Requirement))
        {
            var reply = await services.Broker.AskAsync(CatalogueQuery.EvidenceTypes(requirement.Identifier, there), cancellationToken);
            var types = (reply.Answer?.Requirements ?? [])
                .Where(answered => answered.Identifier == requirement.Identifier)
                .SelectMany(answered => answered.Alternatives)
                .Where(list => list.Country is null || list.Country == there)
                .SelectMany(list => list.AllOf)
                .Select(type => type.Classification)
                .Where(type => query.EvidenceType is null || query.EvidenceType == type)
                .Distinct(StringComparer.Ordinal);
            foreach (var type in types)
            {
                proved[type] = [.. proved.GetValueOrDefault(type, []), new OotsRequirement(requirement.Identifier, requirement.Names, requirement.Descriptions)];
            }
        }

        return proved;
    }

    /// <summary>Of several doors to one authority the one that speaks the newest version; which is no choice for anybody.</summary>
    private static (AccessService Service, EdmVersion Version)? Best(IEnumerable<AccessService> doors) =>
        (from version in Spoken
         from door in doors.OrderBy(door => door.Party.Value, StringComparer.Ordinal)
         where door.Specifications.Contains(version.SpecificationIdentifier(), StringComparer.Ordinal)
         select ((AccessService, EdmVersion)?)(door, version)).FirstOrDefault();

    /// <summary>What is offered, and what may come beside it: a translation or an annex need not have the same format.</summary>
    private IEnumerable<string> MediaTypesOf(DataService service) =>
        service.Distributions.Select(form => form.Format).Where(format => format.Length > 0)
            .Concat(lists.MediaTypes.Codes)
            .Distinct(StringComparer.Ordinal);

    private static string? CountryOf(EvidenceQuery query)
    {
        if (query.Country is { } named)
        {
            return named;
        }

        if (ProviderName.TryParse(query.Provider, out var provider))
        {
            return provider.Country;
        }

        const string mark = "/evidencetypeclassifications/";
        return query.EvidenceType is { } type && type.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at
            && type[(at + mark.Length)..].Split('/') is [{ Length: 2 } country, _] && country != "EU"
            ? country
            : null;
    }
}
