// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>An exchange as it is stored.</summary>
public sealed record Exchange
{
    public required string Id { get; init; }

    /// <summary>1 when added; one more with each change. It fences: who writes must have seen the latest.</summary>
    public required long Revision { get; init; }

    public required string ExplicitRequestId { get; init; }

    public required string EvidenceType { get; init; }

    public required string Provider { get; init; }

    public required ExchangeState State { get; init; }

    /// <summary>How often the provider has been asked.</summary>
    public int Attempt { get; init; }

    /// <summary>While requested: until when the instance that asks is believed to be alive.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it expires unless somebody acts.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>While unavailable: when to ask again.</summary>
    public DateTimeOffset? AvailableAt { get; init; }

    public EvidenceError? Error { get; init; }

    public string? CopyId { get; init; }

    /// <summary>The documents' digests under a key; see <see cref="Exchanges.DocumentsDigest"/>.</summary>
    public byte[]? DocumentsDigest { get; init; }

    public bool ServedFromCopy { get; init; }

    /// <summary>When the last byte left for the first time.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Where the citizen previews, when that is at the provider.</summary>
    public Uri? PreviewLocation { get; init; }

    /// <summary>Where the browser returns to from there; set when it has left.</summary>
    public Uri? PreviewReturn { get; init; }

    /// <summary>Where the browser returns, as first asked.</summary>
    public string? ReturnUri { get; init; }

    public string? ReturnState { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether nothing can move it any more and its evidence counts as settled.</summary>
    public bool IsFinal => State switch
    {
        ExchangeState.Acknowledged or ExchangeState.Declined or ExchangeState.Expired => true,
        ExchangeState.Failed => Error is null || Error.Retry == Retry.Never,
        _ => false,
    };

    /// <summary>The citizen is on the way to a preview at the provider, whose answer is awaited meanwhile.</summary>
    internal PreviewJourney? Journey => PreviewLocation is { } location && PreviewReturn is { } back ? new(location, back) : null;

    internal bool IsBeingAsked => State == ExchangeState.Requested || (State == ExchangeState.Previewing && Journey is not null);

    internal Exchange MovedTo(ExchangeState state, DateTimeOffset now) =>
        this with { State = state, Revision = Revision + 1, UpdatedAt = now };
}
