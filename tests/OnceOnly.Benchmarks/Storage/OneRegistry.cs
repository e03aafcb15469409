// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>One e-service, and one registry that answers at once with a document of 2 KiB, so that what is measured is the state.</summary>
internal sealed class OneRegistry : IEvidenceCatalogue, IEServiceDirectory, IEvidenceProvider
{
    public const string EvidenceType = "residence";
    public const string Procedure = "T3";

    private static readonly LocalizedTexts Title = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "Residence" });

    private static readonly EvidenceOffer Offer = new(
        EvidenceType,
        Title,
        "population",
        Title,
        "EL",
        [Procedure],
        ["r1"],
        SubjectKind.NaturalPerson,
        LevelOfAssurance.Substantial,
        ["application/pdf"],
        Preview: true,
        new ReuseTerms(ReusePolicy.Person, TimeSpan.FromDays(30), "Act 1/2020, s. 2", ["south"]));

    private readonly byte[] _document = RandomNumberGenerator.GetBytes(2048);

    public static EService Service { get; } = new(
        "school", "north", Title, new HashSet<string>(StringComparer.Ordinal) { Procedure }, new HashSet<string>(StringComparer.Ordinal) { EvidenceType }, new HashSet<string>(StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken) => new([Offer]);

    public EService? Find(string clientId) => clientId == Service.ClientId ? Service : null;

    public bool Reaches(string provider) => true;

    public async Task<ProviderAnswer> AskAsync(ProviderQuestion question, IDocumentSink sink, CancellationToken cancellationToken)
    {
        await sink.WriteAsync("application/pdf", "evidence.pdf", new MemoryStream(_document), cancellationToken);
        return new ProviderAnswer.Provided();
    }
}
