// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Serving;

/// <summary>An answer that is written and waits to be handed over, as it is stored.</summary>
public sealed record ServedAnswer
{
    /// <summary>Identifier of the answer; handed over twice under it, it still leaves once.</summary>
    public required Guid Id { get; init; }

    /// <summary>The request it answers; null when that was refused at the door.</summary>
    public string? ServedRequestId { get; init; }

    /// <summary>Whom its ledger entries are about.</summary>
    public required PersonReference Person { get; init; }

    /// <summary>The answer as its channel keeps it, encrypted.</summary>
    public required byte[] SealedMessage { get; init; }

    /// <summary>The documents that go with it; erased once they are handed over.</summary>
    public string? CopyId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when nobody else hands it over.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }
}
