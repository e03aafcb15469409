// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Providing;

/// <summary>The data services of the configuration.</summary>
internal sealed class DataServices(IOptions<ProvidingOptions> options)
{
    public string Country => options.Value.Country;

    public DataServiceOptions? Find(string name) => options.Value.DataServices.GetValueOrDefault(name);

    /// <summary>The service a request asks: record, evidence type and authority must all be those that are published.</summary>
    public string? FindFor(EvidenceRequest request) => options.Value.DataServices
        .Where(service => string.Equals(service.Value.RecordId, request.EvidenceType.Identifier, StringComparison.OrdinalIgnoreCase)
            && service.Value.Classification == request.EvidenceType.Classification
            && service.Value.Agent.Scheme == request.Provider.Identifier.Scheme
            && service.Value.Agent.Identifier == request.Provider.Identifier.Value)
        .Select(service => service.Key)
        .FirstOrDefault();

    /// <summary>What the registry is asked for.</summary>
    public EvidenceOffer? FindOffer(string name) => Find(name) is not { } service ? null : new EvidenceOffer(
        service.EvidenceType,
        Texts(service.Titles),
        service.Provider,
        Texts(service.Agent.Names),
        service.Agent.Country ?? Country,
        [],
        [],
        service.Subject,
        service.LevelOfAssurance,
        [],
        Preview: true,
        new ReuseTerms(ReusePolicy.None));

    /// <summary>The first form asked for that is served; where none is asked for, the preferred one.</summary>
    public static FormatOptions? FormatFor(DataServiceOptions service, EvidenceRequest request) =>
        request.EvidenceType.Distributions.Count == 0
            ? service.Formats[0]
            : request.EvidenceType.Distributions.Select(wanted => Find(service, wanted)).FirstOrDefault(format => format is not null);

    /// <summary>What is asked for beside the main evidence.</summary>
    public static IReadOnlySet<string> SupplementsFor(FormatOptions format, EvidenceRequest request) =>
        request.EvidenceType.Distributions.Where(wanted => IsSame(format, wanted))
            .SelectMany(wanted => wanted.AssociatedDocuments).ToHashSet(StringComparer.Ordinal);

    /// <summary>The authority as answers name it.</summary>
    public OotsAgent AgentOf(DataServiceOptions service, string? classification) => new(
        new SchemedIdentifier(service.Agent.Scheme, service.Agent.Identifier),
        OotsTexts(service.Agent.Names),
        classification is null ? null : new OotsAddress(service.Agent.Country ?? Country),
        classification);

    public static IReadOnlyList<OotsText> OotsTexts(IReadOnlyDictionary<string, string> texts) =>
        [.. texts.OrderBy(text => text.Key, StringComparer.OrdinalIgnoreCase).Select(text => new OotsText(text.Key.ToUpperInvariant(), text.Value))];

    private static FormatOptions? Find(DataServiceOptions service, RequestedDistribution wanted) =>
        wanted.Transformation is null ? service.Formats.FirstOrDefault(format => IsSame(format, wanted)) : null;

    private static bool IsSame(FormatOptions format, RequestedDistribution wanted) =>
        string.Equals(format.Format, wanted.Format, StringComparison.OrdinalIgnoreCase)
        && (wanted.ConformsTo is null || wanted.ConformsTo == format.ConformsTo);

    private static LocalizedTexts Texts(IReadOnlyDictionary<string, string> texts) =>
        new(texts.ToDictionary(text => text.Key.ToLowerInvariant(), text => text.Value, StringComparer.Ordinal));
}
