// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>One evidence type as one provider offers it.</summary>
/// <param name="EvidenceType">Identifier of the evidence type.</param>
/// <param name="Titles">What citizens call it, by language.</param>
/// <param name="Provider">Identifier of the provider.</param>
/// <param name="ProviderNames">The provider's name, by language.</param>
/// <param name="Country">Country of the provider (Greece is EL).</param>
/// <param name="Requirements">Requirements it proves.</param>
/// <param name="LevelOfAssurance">eIDAS level-of-assurance URI that the log-in must reach.</param>
/// <param name="MediaTypes">Media types of the documents.</param>
/// <param name="Preview">Whether the citizen sees it before it is delivered.</param>
/// <param name="ReusePolicy">What a stored copy may be used for.</param>
public sealed record EvidenceOfferResource(
    string EvidenceType,
    IReadOnlyDictionary<string, string> Titles,
    string Provider,
    IReadOnlyDictionary<string, string> ProviderNames,
    string Country,
    IReadOnlyList<string> Requirements,
    string LevelOfAssurance,
    IReadOnlyList<string> MediaTypes,
    bool Preview,
    ReusePolicy ReusePolicy)
{
    /// <summary>How it proves each requirement: all types of one list are needed, lists are alternatives.</summary>
    public IReadOnlyList<EvidenceProofResource> Proofs { get; init; } = [];

    /// <summary>What has to be answered before a provider can be named. While there are any, nobody can be asked.</summary>
    public IReadOnlyList<FindingQuestionResource> Questions { get; init; } = [];

    /// <summary>Since when nobody could say whether it still holds, because a service that tells is down.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    public static EvidenceOfferResource Of(EvidenceOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return new EvidenceOfferResource(
            offer.EvidenceType,
            offer.Titles.ByLanguage,
            offer.Provider,
            offer.ProviderNames.ByLanguage,
            offer.Country,
            offer.Requirements,
            LevelOfAssuranceUri.Of(offer.LevelOfAssurance),
            offer.MediaTypes,
            offer.Preview,
            offer.Reuse.Policy)
        {
            Proofs = [.. offer.Proofs.Select(proof => new EvidenceProofResource(proof.Requirement, proof.List, proof.Names.ByLanguage, proof.AllOf))],
            Questions = [.. offer.Questions.Select(question => new FindingQuestionResource(question.Id, question.Texts.ByLanguage, question.IsYesNo, question.CodeList))],
            StaleSince = offer.StaleSince,
        };
    }
}
