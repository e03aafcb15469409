// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>What the gateway granted with the citizen's explicit request.</summary>
/// <param name="AccessToken">Opens the evidence API.</param>
/// <param name="RefreshToken">Gets the next access token, where the client may refresh.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
/// <param name="Subject">Pairwise identifier of the citizen.</param>
/// <param name="LevelOfAssurance">URI of the level that the log-in reached.</param>
/// <param name="AuthorizationDetails">The explicit request as granted.</param>
/// <param name="TokenKey">What the tokens are bound to; null with mutual TLS.</param>
public sealed record GrantedTokens(
    string AccessToken,
    string? RefreshToken,
    DateTimeOffset ExpiresAt,
    string Subject,
    string LevelOfAssurance,
    JsonElement AuthorizationDetails,
    DPoPKey? TokenKey);
