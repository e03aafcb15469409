// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Catalogue;

/// <summary>One evidence type as one provider offers it.</summary>
/// <param name="EvidenceType">Identifier of the evidence type.</param>
/// <param name="Titles">What citizens call it.</param>
/// <param name="Provider">Identifier of the provider.</param>
/// <param name="ProviderNames">The provider's name.</param>
/// <param name="Country">Country of the provider.</param>
/// <param name="Procedures">Procedure codes it can be asked for.</param>
/// <param name="Requirements">Requirements it proves.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="LevelOfAssurance">Level the log-in must reach.</param>
/// <param name="MediaTypes">Media types of the documents.</param>
/// <param name="Preview">Whether the citizen sees it before it is delivered; false only where a law says so.</param>
/// <param name="Reuse">What a stored copy may be used for.</param>
public sealed record EvidenceOffer(
    string EvidenceType,
    LocalizedTexts Titles,
    string Provider,
    LocalizedTexts ProviderNames,
    string Country,
    IReadOnlyList<string> Procedures,
    IReadOnlyList<string> Requirements,
    SubjectKind Subject,
    LevelOfAssurance LevelOfAssurance,
    IReadOnlyList<string> MediaTypes,
    bool Preview,
    ReuseTerms Reuse)
{
    /// <summary>How it proves each requirement: alone, or together with other types of the same list. Empty where nothing but itself is needed.</summary>
    public IReadOnlyList<EvidenceProof> Proofs { get; init; } = [];

    /// <summary>What has to be answered before a provider can be named. While there are any, nobody can be asked.</summary>
    public IReadOnlyList<FindingQuestion> Questions { get; init; } = [];

    /// <summary>Since when nobody could say whether it still holds, because a service that tells is down; null when it is fresh.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}
