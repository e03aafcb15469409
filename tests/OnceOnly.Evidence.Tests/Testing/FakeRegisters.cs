// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>The catalogue and the e-services, as a test sets them up.</summary>
public sealed class FakeRegisters : IEvidenceCatalogue, IEServiceDirectory
{
    public List<EvidenceOffer> Offers { get; } =
    [
        Offer("birth", "civil", ReuseTerms.Default),
        Offer("residence", "population", new ReuseTerms(ReusePolicy.Person, TimeSpan.FromDays(30), "Act 1/2020, s. 2", ["south"])),
        Offer("tax", "revenue", new ReuseTerms(ReusePolicy.None)),
        Offer("extract", "companies", ReuseTerms.Default) with { Subject = SubjectKind.LegalPerson },
        Offer("birth-direct", "civil", ReuseTerms.Default) with { Preview = false },
    ];

    public Dictionary<string, EService> Services { get; } = new(StringComparer.Ordinal)
    {
        ["school"] = Service("school", "north"),
        ["library"] = Service("library", "south"),
        ["pool"] = Service("pool", "west"),
    };

    public static EvidenceOffer Offer(string type, string provider, ReuseTerms reuse) => new(
        type,
        Texts(type),
        provider,
        Texts(provider),
        "EL",
        ["T3"],
        ["r1"],
        SubjectKind.NaturalPerson,
        LevelOfAssurance.Substantial,
        ["application/pdf"],
        Preview: true,
        reuse);

    public static LocalizedTexts Texts(string text) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = text });

    public ValueTask<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken) =>
        new(Offers.Where(offer =>
            offer.Procedures.Contains(query.Procedure)
            && (query.EvidenceType is null || query.EvidenceType == offer.EvidenceType)
            && (query.Provider is null || query.Provider == offer.Provider)
            && (query.Country is null || query.Country == offer.Country)
            && (query.Requirement is null || offer.Requirements.Contains(query.Requirement))).ToArray());

    public EService? Find(string clientId) => Services.GetValueOrDefault(clientId);

    private static EService Service(string clientId, string tenant) => new(
        clientId,
        tenant,
        Texts(clientId),
        new HashSet<string>(StringComparer.Ordinal) { "T3" },
        new HashSet<string>(StringComparer.Ordinal) { "birth", "birth-direct", "residence", "tax", "extract" },
        new HashSet<string>(StringComparer.Ordinal) { "https://e-service.example/back", "https://e-service.example/back?lang=el" });
}
