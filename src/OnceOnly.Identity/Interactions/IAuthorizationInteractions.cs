// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Interactions;

/// <summary>
/// Where the authorization endpoint needs a person's decision it stores the request and sends the browser to the
/// portal (<c>/explicit-request?id=…</c>); the portal decides here and gets the address to go on to.
/// </summary>
public interface IAuthorizationInteractions
{
    /// <summary>The waiting authorization request; null when unknown, expired, decided, or of another session or browser.</summary>
    Task<AuthorizationInteraction?> FindAsync(HttpContext context, string id);

    /// <summary>Grants, once, with the details as granted (they end up in the token and its response).</summary>
    /// <returns>Absolute address of the client's redirect URI with code, state and iss; null when it was decided already.</returns>
    Task<Uri?> GrantAsync(HttpContext context, string id, JsonElement grantedDetails, string explicitRequestId);

    /// <summary>Refuses with <c>access_denied</c>.</summary>
    Task<Uri?> RefuseAsync(HttpContext context, string id);
}
