// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Providers;

/// <summary>What a provider is asked.</summary>
/// <param name="ExchangeId">Travels to the provider as correlation id.</param>
/// <param name="Offer">The evidence type and provider.</param>
/// <param name="Person">Whom the evidence must be about, and who acts.</param>
/// <param name="Procedure">What it is for.</param>
/// <param name="Requester">Tenant on whose behalf it is asked.</param>
/// <param name="MayRepeatAsync">
/// To be awaited before a request leaves that repeats one which may have reached the provider, with what went wrong
/// with that one: it is written down first. False when the exchange is not this asker's any more: then nothing may leave.
/// </param>
public sealed record ProviderQuestion(
    string ExchangeId,
    EvidenceOffer Offer,
    AuthenticatedPerson Person,
    string Procedure,
    string Requester,
    Func<EvidenceErrorCode, Task<bool>> MayRepeatAsync)
{
    /// <summary>The how manieth ask of the exchange, from 1. One that is taken over without asking anew keeps its number.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The e-service for which it is asked; null where another Member State asks.</summary>
    public string? Client { get; init; }

    /// <summary>The citizen's explicit request, for what belongs together; null where none is known.</summary>
    public string? ExplicitRequest { get; init; }

    /// <summary>Set once the citizen has left to preview at the provider: ask for what they accept there.</summary>
    public PreviewJourney? Preview { get; init; }
}

/// <summary>A message to or from another Member State.</summary>
/// <param name="IsSent">Whether it is ours.</param>
/// <param name="Message">What is kept of it in the clear.</param>
/// <param name="Xml">The message; kept under the person's log key.</param>
/// <param name="Documents">What came beside it, by digest; kept under that key, too.</param>
public sealed record TravellingMessage(bool IsSent, LoggedMessage Message, string Xml, IReadOnlyList<LedgerDocument> Documents);

/// <summary>The citizen's way to a preview at the provider and back.</summary>
/// <param name="Location">As the provider gave it.</param>
/// <param name="ReturnTo">Where the browser comes back to.</param>
public sealed record PreviewJourney(Uri Location, Uri ReturnTo);
