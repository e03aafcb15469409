// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.CommonServices.Queries;
using OnceOnly.Oots.Faults;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Catalogue;

/// <summary>Asks the Evidence Broker what a procedure requires, and what proves it there.</summary>
internal sealed class ProvingTypes(CommonServicePair services)
{
    /// <returns>What was found; and why there may be more, where a question got no answer.</returns>
    public async Task<(IReadOnlyList<ProvingType> Types, EvidenceError? Missing)> FindAsync(
        EvidenceQuery query, string here, string there, CancellationToken cancellationToken)
    {
        var required = await services.Broker.AskAsync(CatalogueQuery.Requirements(query.Procedure, here), cancellationToken);
        var missing = required.Answer is null ? OotsFaults.OfMissingAnswer(required) : null;
        var found = new Dictionary<string, ProvingType>(StringComparer.Ordinal);
        foreach (var requirement in (required.Answer?.Requirements ?? []).Where(requirement => query.Requirement is null || requirement.Identifier == query.Requirement))
        {
            var reply = await services.Broker.AskAsync(CatalogueQuery.EvidenceTypes(requirement.Identifier, there), cancellationToken);
            missing ??= reply.Answer is null ? OotsFaults.OfMissingAnswer(reply) : null;
            DateTimeOffset? stale = reply.IsStale ? reply.AsOf : required.IsStale ? required.AsOf : null;
            var entries = from list in (reply.Answer?.Requirements ?? []).SelectMany(answered => answered.Alternatives)
                          where list.Country is null || list.Country == there
                          from type in list.AllOf
                          where query.EvidenceType is null || query.EvidenceType == type.Classification
                          select (list, type);
            foreach (var (list, type) in entries)
            {
                var known = found.GetValueOrDefault(type.Classification) ?? new ProvingType(type.Classification, there, type.Titles);
                found[type.Classification] = known.With(requirement, list, stale);
            }
        }

        return ([.. found.Values], missing);
    }
}

/// <summary>An evidence type, and all it proves in the procedure asked about.</summary>
internal sealed record ProvingType(string Classification, string Country, IReadOnlyList<OotsText> Titles)
{
    public IReadOnlyList<OotsRequirement> Requirements { get; private init; } = [];

    public IReadOnlyList<EvidenceProof> Proofs { get; private init; } = [];

    public DateTimeOffset? StaleSince { get; private init; }

    public ProvingType With(CatalogueRequirement requirement, EvidenceTypeList list, DateTimeOffset? stale) => this with
    {
        Requirements = Requirements.Any(known => known.Identifier == requirement.Identifier)
            ? Requirements
            : [.. Requirements, new OotsRequirement(requirement.Identifier, requirement.Names, requirement.Descriptions)],
        Proofs = [.. Proofs, new EvidenceProof(requirement.Identifier, list.Identifier, OotsTexts.Localized(list.Names), [.. list.AllOf.Select(type => type.Classification)])],
        StaleSince = stale ?? StaleSince,
    };
}
