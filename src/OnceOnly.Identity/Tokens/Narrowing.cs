// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OnceOnly.Identity.AuthorizationDetails;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Tokens;

/// <summary>Lets a client ask for less than it was granted, by <c>scope</c> (RFC 6749 §6) and <c>authorization_details</c> (RFC 9396 §6); never for more.</summary>
internal sealed class Narrowing(PublicAddress address)
{
    public bool TryNarrow(
        Grant grant,
        OAuthParameters form,
        [NotNullWhen(true)] out Narrowed? granted,
        [NotNullWhen(false)] out OAuthError? error)
    {
        granted = null;
        error = FaultOf(grant, form);
        if (error is not null)
        {
            return false;
        }

        var scopes = form.Has("scope") ? [.. form.List("scope").Distinct(StringComparer.Ordinal)] : grant.Scopes;
        var details = grant.AuthorizationDetails;
        if (form["authorization_details"] is { } json)
        {
            if (!AuthorizationDetailsReader.TryParse(json, out var wanted) || !IsPartOf(wanted, grant.AuthorizationDetails))
            {
                error = OAuthError.InvalidAuthorizationDetails("authorization_details may only repeat entries that were granted.");
                return false;
            }

            details = wanted;
        }

        granted = new Narrowed(scopes, details);
        return true;
    }

    private OAuthError? FaultOf(Grant grant, OAuthParameters form)
    {
        if (form["resource"] is { } resource && resource != address.Resource)
        {
            return new OAuthError("invalid_target", "The resource is unknown.");
        }

        return form.List("scope").All(scope => grant.Scopes.Contains(scope, StringComparer.Ordinal))
            ? null
            : OAuthError.InvalidScope("The scope exceeds what was granted.");
    }

    private static bool IsPartOf(JsonElement wanted, JsonElement? granted) =>
        granted is { } all
        && wanted.EnumerateArray().All(entry => all.EnumerateArray().Any(candidate => JsonElement.DeepEquals(entry, candidate)));
}
