// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf.WellKnownTypes;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;
using V1 = OnceOnly.Evidence.V1;

namespace OnceOnly.Gateway.Api.Rpc;

/// <summary>Offers as gRPC shows them.</summary>
internal static class OfferMessages
{
    public static V1.EvidenceOffer Of(EvidenceOffer offer) => new()
    {
        EvidenceType = offer.EvidenceType,
        Titles = { Of(offer.Titles) },
        Provider = offer.Provider,
        ProviderNames = { Of(offer.ProviderNames) },
        Country = offer.Country,
        Requirements = { offer.Requirements },
        LevelOfAssurance = LevelOfAssuranceUri.Of(offer.LevelOfAssurance),
        MediaTypes = { offer.MediaTypes },
        Preview = offer.Preview,
        ReusePolicy = offer.Reuse.Policy switch
        {
            ReusePolicy.Person => V1.ReusePolicy.Person,
            ReusePolicy.Exchange => V1.ReusePolicy.Exchange,
            _ => V1.ReusePolicy.None,
        },
        Proofs = { offer.Proofs.Select(Of) },
        Questions = { offer.Questions.Select(Of) },
        StaleSince = offer.StaleSince is { } since ? Timestamp.FromDateTimeOffset(since) : null,
    };

    private static V1.EvidenceProof Of(EvidenceProof proof) => new()
    {
        Requirement = proof.Requirement,
        List = proof.List,
        Names = { Of(proof.Names) },
        AllOf = { proof.AllOf },
    };

    private static V1.FindingQuestion Of(FindingQuestion question) => new()
    {
        Id = question.Id,
        Texts = { Of(question.Texts) },
        YesNo = question.IsYesNo,
        CodeList = question.CodeList ?? string.Empty,
    };

    private static IEnumerable<V1.LocalizedText> Of(LocalizedTexts texts) =>
        texts.ByLanguage.Select(text => new V1.LocalizedText { Language = text.Key, Text = text.Value });
}
