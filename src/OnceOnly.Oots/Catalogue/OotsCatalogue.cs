// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Requesting;

namespace OnceOnly.Oots.Catalogue;

/// <summary>
/// What other Member States offer, as the Evidence Broker and the Data Service Directory tell it. A query that names neither a country
/// nor an evidence type of one looks at home only.
/// </summary>
internal sealed class OotsCatalogue(ProvingTypes proving, DirectorySearch directory, SealedAnswers sealedAnswers, OotsCodeLists lists, string country, IReadOnlyList<WaivedPreviewOptions> waived, ILogger<OotsCatalogue> log)
    : IEvidenceCatalogue
{
    private static readonly EdmVersion[] Spoken = [EdmVersion.V20, EdmVersion.V12];

    public async ValueTask<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var offers = new List<EvidenceOffer>();
        foreach (var (type, services, questions) in (await SearchAsync(query, cancellationToken)).Found)
        {
            offers.AddRange(services.Select(service => service.ToOffer(
                query.Procedure, MediaTypesOf(service.Service), preview: !waived.Any(law => law.Covers(query.Procedure, service.Service.Classification)))));
            if (questions.Count > 0 && query.Provider is null)
            {
                offers.Add(Open(type, query.Procedure, questions));
            }
        }

        return offers;
    }

    /// <summary>The data services behind the offers; a failure where there are none because a common service did not answer.</summary>
    public async Task<Result<DataServiceOffer[]>> FindServicesAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        var (found, missing) = await SearchAsync(query, cancellationToken);
        DataServiceOffer[] services = [.. found.SelectMany(type => type.Services)];
        return services.Length == 0 && missing is not null ? missing : services;
    }

    private async Task<(List<(ProvingType Type, IReadOnlyList<DataServiceOffer> Services, IReadOnlyList<CatalogueQuestion> Questions)> Found, EvidenceError? Missing)> SearchAsync(
        EvidenceQuery query, CancellationToken cancellationToken)
    {
        var found = new List<(ProvingType, IReadOnlyList<DataServiceOffer>, IReadOnlyList<CatalogueQuestion>)>();
        if (CountryOf(query) is not { } there || there == country || (query.Provider is { } provider && !ProviderName.Is(provider)))
        {
            return (found, null);
        }

        var named = ProviderName.TryParse(query.Provider, out var name) ? await sealedAnswers.OpenAsync(name.Answers, query.Finder, query.IsRequested, cancellationToken) : query.Answers;
        if (name?.Answers is not null && named.Count == 0)
        {
            // Somebody else's name, or nobody's.
            return (found, null);
        }

        var (types, missing) = await proving.FindAsync(query, country, there, cancellationToken);
        foreach (var type in types)
        {
            var entry = await directory.FindAsync(type.Classification, there, named, cancellationToken);
            missing ??= entry.Missing;
            var answers = name?.Answers ?? await sealedAnswers.SealAsync(entry.Answers, query.Finder, cancellationToken);
            var services = Services(type, entry, there, answers).Where(service => query.Provider is null || query.Provider == service.Name.ToString());
            found.Add((type, [.. services], entry.Questions));
        }

        if (missing is not null)
        {
            Log.CatalogueSilent(log, there, missing.Detail ?? missing.Code.ToString());
        }

        return (found, missing);
    }

    private static IEnumerable<DataServiceOffer> Services(ProvingType type, DirectoryEntry entry, string there, string? answers) =>
        from service in entry.Services
        where service.Classification == type.Classification
        from access in service.AccessServices.GroupBy(access => access.Provider.Identifier).Select(Best).OfType<(AccessService Service, EdmVersion Version)>()
        let name = new ProviderName(there, service.Identifier, access.Service.Provider.Identifier.Value, answers)
        select new DataServiceOffer(name, service, access.Service, access.Version, type.Requirements)
        {
            Proofs = type.Proofs,
            Classifications = entry.Classifications,
            StaleSince = Earlier(type.StaleSince, entry.StaleSince),
        };

    /// <summary>An offer that names no provider yet, but what has to be answered for it.</summary>
    private static EvidenceOffer Open(ProvingType type, string procedure, IReadOnlyList<CatalogueQuestion> questions) => new(
        type.Classification,
        OotsTexts.Localized(type.Titles),
        ProviderName.NotFoundYet(type.Country).ToString(),
        new LocalizedTexts(new Dictionary<string, string>(StringComparer.Ordinal)),
        type.Country,
        [procedure],
        [.. type.Requirements.Select(requirement => requirement.Identifier)],
        SubjectKind.Any,
        OnceOnly.Evidence.Persons.LevelOfAssurance.Low,
        [],
        Preview: true,
        new ReuseTerms(ReusePolicy.Exchange))
    {
        Proofs = type.Proofs,
        StaleSince = type.StaleSince,
        Questions = [.. questions.Select(question => new FindingQuestion(
            question.Identifier,
            OotsTexts.Localized(question.Descriptions),
            string.Equals(question.Type, "boolean", StringComparison.OrdinalIgnoreCase),
            question.Scheme ?? question.ValueExpression))],
    };

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

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;

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
