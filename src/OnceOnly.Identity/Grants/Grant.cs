// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Grants;

/// <summary>What an e-service was granted. While the record lives its tokens are good; without it all of them are worthless at once.</summary>
internal sealed record Grant
{
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Null when the e-service acts for itself.</summary>
    public CitizenPart? Citizen { get; init; }

    public JsonElement? AuthorizationDetails { get; init; }

    public string? ExplicitRequestId { get; init; }

    /// <param name="Subject">Pairwise pseudonym.</param>
    /// <param name="SessionId">Session in which it was granted (<c>sid</c>).</param>
    /// <param name="LevelOfAssurance">Level of the log-in.</param>
    /// <param name="AuthenticatedAt">When the citizen logged in.</param>
    /// <param name="EidMethod">How.</param>
    /// <param name="Claims">What userinfo may tell the e-service beside the subject.</param>
    internal sealed record CitizenPart(
        string Subject,
        string SessionId,
        LevelOfAssurance LevelOfAssurance,
        DateTimeOffset AuthenticatedAt,
        string EidMethod,
        IReadOnlyDictionary<string, string> Claims);
}
