// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Serving;

/// <summary>A request from another Member State as it is stored: both requests of a preview are one of these.</summary>
public sealed record ServedRequest
{
    public required string Id { get; init; }

    /// <summary>1 when added; one more with each change. It fences: who writes must have seen the latest.</summary>
    public required long Revision { get; init; }

    public required ServedRequestState State { get; init; }

    /// <summary>Identifier of the data service that is asked; what it is stands in configuration.</summary>
    public required string Service { get; init; }

    public required string Procedure { get; init; }

    /// <summary>The access point it came from.</summary>
    public required string Party { get; init; }

    /// <summary>The authority that asks.</summary>
    public required string Requester { get; init; }

    public required LocalizedTexts RequesterNames { get; init; }

    public required string RequesterCountry { get; init; }

    /// <summary>What both requests of a preview share beside the address.</summary>
    public required string Correlation { get; init; }

    /// <summary>Level a log-in here must reach.</summary>
    public required LevelOfAssurance LevelOfAssurance { get; init; }

    /// <summary>Whom it is about: as asked until somebody came, from then on who came.</summary>
    public required PersonReference Person { get; init; }

    /// <summary>The same, encrypted; null once it is answered.</summary>
    public byte[]? SealedPerson { get; init; }

    /// <summary>The latest request as its channel keeps it, encrypted; null once it is answered.</summary>
    public byte[]? SealedMessage { get; init; }

    /// <summary>SHA-256 of the token of the preview link; null where there is no preview.</summary>
    public byte[]? LinkDigest { get; init; }

    /// <summary>Whether a request waits for the answer. The first request of a preview has had its answer: the link.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Where the requester wants the browser back, as the request that waits says.</summary>
    public string? ReturnUri { get; init; }

    /// <summary>Whether the return address comes with the browser instead, signed by nobody.</summary>
    public bool ReturnsByLink { get; init; }

    /// <summary>How often the registry has been asked.</summary>
    public int Attempt { get; init; }

    /// <summary>While the registry is asked: until when the instance that asks is believed to be alive.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it ends unless somebody acts.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the decision must be made once the person has come.</summary>
    public required DateTimeOffset DecideBy { get; init; }

    public string? CopyId { get; init; }

    /// <summary>Not null once it is decided.</summary>
    public ServedOutcome? Outcome { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether nothing can move it any more.</summary>
    public bool IsFinal => State is ServedRequestState.Answered or ServedRequestState.Expired;

    internal ServedRequest MovedTo(ServedRequestState state, DateTimeOffset now) =>
        this with { State = state, Revision = Revision + 1, UpdatedAt = now };
}
