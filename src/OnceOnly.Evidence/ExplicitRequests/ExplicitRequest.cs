// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>An explicit request as it is stored.</summary>
public sealed record ExplicitRequest
{
    public required string Id { get; init; }

    /// <summary>1 when added; one more with each change.</summary>
    public required long Revision { get; init; }

    public required string ClientId { get; init; }

    public required string Tenant { get; init; }

    public required string Procedure { get; init; }

    public required IReadOnlyList<RequestedEvidence> Evidence { get; init; }

    /// <summary>Level of the log-in under which it was given.</summary>
    public required LevelOfAssurance LevelOfAssurance { get; init; }

    public required PersonReference Person { get; init; }

    /// <summary>The person, encrypted; null once it is closed, because nobody is asked about them any more.</summary>
    public required byte[]? SealedPerson { get; init; }

    /// <summary>How many of its evidence have not reached their end.</summary>
    public required int Remaining { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public bool IsOpenAt(DateTimeOffset now) => ClosedAt is null && now < ExpiresAt;

    internal ExplicitRequest Closed(DateTimeOffset now) =>
        this with { Revision = Revision + 1, Remaining = 0, SealedPerson = null, ClosedAt = now };

    internal ExplicitRequestView ViewAt(DateTimeOffset now) =>
        new(Id, ClientId, Tenant, Procedure, Evidence, IsOpenAt(now), GivenAt, ExpiresAt);
}
