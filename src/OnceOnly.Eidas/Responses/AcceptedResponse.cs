// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Responses;

/// <summary>Every rule was kept.</summary>
/// <remarks>
/// The caller still has to make it single-use: close the request it answers, and remember <see cref="ResponseId"/> and
/// <see cref="AssertionId"/>, in a store shared by all instances, until <see cref="ReplayableUntil"/>.
/// </remarks>
public sealed record AcceptedResponse : ResponseOutcome
{
    /// <summary>Whom it is about; the represented one when there is a representative.</summary>
    public required EidasPerson Subject { get; init; }

    /// <summary>Who acts, when that is not the subject.</summary>
    public required EidasPerson? Representative { get; init; }

    /// <summary>URI of the level of assurance.</summary>
    public required string LevelOfAssurance { get; init; }

    /// <summary>The same as a notified level; null for a non-notified one, which fulfils no notified demand.</summary>
    public AssuranceLevel? NotifiedLevel =>
        AssuranceLevelUri.TryParse(LevelOfAssurance, out var level) ? level : null;

    /// <summary>Country whose eID was used.</summary>
    public string Country => Subject.Identifier.Origin;

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public required string? SessionIndex { get; init; }

    public required string ResponseId { get; init; }

    public required string AssertionId { get; init; }

    /// <summary>From then on the same message is refused for its age, by clocks that differ as much as is allowed too.</summary>
    public required DateTimeOffset ReplayableUntil { get; init; }
}
