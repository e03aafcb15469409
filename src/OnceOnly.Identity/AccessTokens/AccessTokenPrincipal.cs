// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.AccessTokens;

/// <summary>Who calls, as a verified access token says.</summary>
/// <param name="ClientId">E-service.</param>
/// <param name="Subject">Pairwise pseudonym of the citizen; null when the e-service acts for itself.</param>
/// <param name="ExplicitRequestId">The explicit request the token is bound to, when there is one.</param>
/// <param name="GrantId">What the token was issued under; it was alive a moment ago.</param>
/// <param name="Scopes">Granted scopes.</param>
/// <param name="LevelOfAssurance">Level of the log-in; null without a citizen.</param>
/// <param name="AuthenticatedAt">When the citizen logged in; null without a citizen.</param>
/// <param name="AuthorizationDetails">What was granted (RFC 9396), when anything was.</param>
/// <param name="ExpiresAt">End of the token; a stream is authorised again by then.</param>
public sealed record AccessTokenPrincipal(
    string ClientId,
    string? Subject,
    string? ExplicitRequestId,
    string GrantId,
    IReadOnlySet<string> Scopes,
    LevelOfAssurance? LevelOfAssurance,
    DateTimeOffset? AuthenticatedAt,
    JsonElement? AuthorizationDetails,
    DateTimeOffset ExpiresAt);
