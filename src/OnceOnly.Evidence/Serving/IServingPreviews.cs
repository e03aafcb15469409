// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Serving;

/// <summary>The person sees what would be sent to another Member State, and accepts or declines each piece.</summary>
public interface IServingPreviews
{
    /// <summary>Level a log-in must reach to open the link; of a link that is not known, the usual one.</summary>
    ValueTask<LevelOfAssurance> LevelOfAsync(string linkToken, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the link. Only for the person asked about, in the same representation, is anything fetched; for anyone else
    /// it stays as it was, and the answer is <see cref="EvidenceErrorCode.InteractionInvalid"/>.
    /// </summary>
    Task<Result<ServedPreview>> OpenAsync(string linkToken, AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>Whether the browser may be sent back there without being told the host.</summary>
    bool MayReturnTo(string party, Uri address);

    /// <summary>The bytes of a document under preview.</summary>
    Task<Result<IAsyncEnumerable<ReadOnlyMemory<byte>>>> ReadAsync(
        string linkToken, DocumentInfo document, AuthenticatedPerson person, CancellationToken cancellationToken);

    /// <summary>Records the decision, once. What belongs to an evidence that is declined is declined with it.</summary>
    /// <param name="linkToken">Token of the link.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="accepted">Identifiers of the documents that may leave.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Result<ServedPreview>> DecideAsync(
        string linkToken, AuthenticatedPerson person, IReadOnlyCollection<string> accepted, CancellationToken cancellationToken);
}

/// <summary>A served request in front of the person.</summary>
/// <param name="State">State; documents are there while it is previewing.</param>
/// <param name="RequesterNames">Who would receive it.</param>
/// <param name="RequesterCountry">In which country.</param>
/// <param name="Party">Their access point.</param>
/// <param name="Procedure">What for.</param>
/// <param name="Offer">What it is and who issues it.</param>
/// <param name="Pieces">What would be sent.</param>
/// <param name="Outcome">Once it is decided.</param>
/// <param name="IsAwaited">Whether the requester is there to take the answer.</param>
/// <param name="ReturnUri">Where the requester wants the browser back, if it has said so.</param>
/// <param name="ReturnsByLink">Whether the browser brings the return address instead.</param>
/// <param name="ExpiresAt">Until when a decision is awaited.</param>
public sealed record ServedPreview(
    ServedRequestState State,
    LocalizedTexts RequesterNames,
    string RequesterCountry,
    string Party,
    string Procedure,
    EvidenceOffer Offer,
    IReadOnlyList<EvidencePiece> Pieces,
    ServedOutcome? Outcome,
    bool IsAwaited,
    string? ReturnUri,
    bool ReturnsByLink,
    DateTimeOffset ExpiresAt);
