// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;
using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Catalogue;

/// <summary>One evidence type as one provider abroad offers it: everything a request needs to know.</summary>
/// <param name="Name">Its name for e-services.</param>
/// <param name="Service">The record of the directory.</param>
/// <param name="Access">Where the provider is reached.</param>
/// <param name="Version">The newest version of the data model both sides speak.</param>
/// <param name="Requirements">What it proves in the procedure asked about.</param>
public sealed record DataServiceOffer(
    ProviderName Name, DataService Service, AccessService Access, EdmVersion Version, IReadOnlyList<OotsRequirement> Requirements)
{
    /// <summary>How it proves each of them.</summary>
    public IReadOnlyList<EvidenceProof> Proofs { get; init; } = [];

    /// <summary>The citizen's answers by which the provider was found, as a request repeats them.</summary>
    public IReadOnlyList<ProviderClassification> Classifications { get; init; } = [];

    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>As the heart knows it. Evidence from abroad is never kept for another explicit request, whoever configures what.</summary>
    public EvidenceOffer ToOffer(string procedure, IEnumerable<string> mediaTypes, bool preview) => new(
        Service.Classification,
        OotsTexts.Localized(Service.Titles),
        Name.ToString(),
        OotsTexts.Localized(Access.Provider.Names),
        Name.Country,
        [procedure],
        [.. Requirements.Select(requirement => requirement.Identifier)],
        SubjectKind.Any,
        LevelOf(Service.LevelOfAssurance),
        [.. mediaTypes],
        preview,
        new ReuseTerms(ReusePolicy.Exchange))
    {
        Proofs = Proofs,
        StaleSince = StaleSince,
    };

    // A word, or the address of the level at the end of which it stands. What cannot be read is taken for the highest.
    private static LevelOfAssurance LevelOf(string? stated) =>
        stated is null ? LevelOfAssurance.Low
        : Enum.TryParse<LevelOfAssurance>(stated[(stated.LastIndexOf('/') + 1)..], ignoreCase: true, out var level) && Enum.IsDefined(level) ? level
        : LevelOfAssurance.High;
}
