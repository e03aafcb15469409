// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Identity.Interactions;

/// <summary>An authorization request that waits for the citizen.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ClientId">E-service.</param>
/// <param name="Session">Who is logged in.</param>
/// <param name="AuthorizationDetails">The validated array of the request.</param>
/// <param name="UiLocales">Languages the e-service proposes, best first.</param>
public sealed record AuthorizationInteraction(
    string Id,
    string ClientId,
    CitizenSession Session,
    JsonElement AuthorizationDetails,
    IReadOnlyList<string> UiLocales);
