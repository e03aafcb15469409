// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.AuthorizationDetails;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Tokens;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.PushedRequests;

/// <summary>Validates what a client pushes. What we do not support and could change the meaning is refused; the rest is ignored, as the specifications ask.</summary>
internal sealed class AuthorizationRequestReader(
    AuthorizationDetailsReader details,
    IdTokenHints hints,
    PublicAddress address,
    IOptions<IdentityOptions> options)
{
    private const int LongestOpaqueValue = 2048;

    public async Task<OAuthOutcome<AuthorizationRequest>> ReadAsync(
        OAuthParameters form,
        Client client,
        string? provedThumbprint,
        CancellationToken cancellationToken)
    {
        if (FaultOfForm(form, client, provedThumbprint) is { } fault)
        {
            return fault;
        }

        var judged = await details.ReadAsync(form, client, cancellationToken);
        if (!judged.Try(out var wanted, out var error))
        {
            return error;
        }

        var scopes = Scope.ForCitizens(form.List("scope"), client);
        if (!scopes.Contains(Scope.OpenId, StringComparer.Ordinal) && wanted.Details is null)
        {
            return OAuthError.InvalidScope("Ask for the scope openid, or for something in authorization_details.");
        }

        return new AuthorizationRequest
        {
            ClientId = client.ClientId,
            RedirectUri = form["redirect_uri"]!,
            Scopes = scopes,
            CodeChallenge = form["code_challenge"]!,
            MinimumLevel = LevelFor(form, wanted.MinimumLevel),
            State = form["state"],
            Nonce = form["nonce"],
            DpopThumbprint = provedThumbprint ?? form["dpop_jkt"],
            AuthorizationDetails = wanted.Details,
            MustNotInteract = form.List("prompt").Contains("none", StringComparer.Ordinal),
            MustLogIn = form.List("prompt").Any(prompt => prompt is "login" or "select_account"),
            MaxAge = MaxAgeOf(form, out var maxAge) ? maxAge : null,
            ExpectedSubject = hints.SubjectOf(form["id_token_hint"], client),
            UiLocales = form.List("ui_locales"),
        };
    }

    private OAuthError? FaultOfForm(OAuthParameters form, Client client, string? provedThumbprint)
    {
        if (form["client_id"] != client.ClientId)
        {
            return OAuthError.InvalidRequest("client_id is missing.");
        }

        if (form.Has("request_uri"))
        {
            return OAuthError.InvalidRequest("request_uri cannot be pushed.");
        }

        if (form.Has("request"))
        {
            return new OAuthError("request_not_supported", "Request objects are not supported; push plain parameters.");
        }

        if (form["response_type"] != "code")
        {
            return form.Has("response_type")
                ? new OAuthError("unsupported_response_type", "The only response_type is code.")
                : OAuthError.InvalidRequest("response_type is missing.");
        }

        if (form["response_mode"] is not (null or "query"))
        {
            return OAuthError.InvalidRequest("The only response_mode is query.");
        }

        if (form["redirect_uri"] is not { } redirectUri || !client.RedirectUris.Contains(redirectUri))
        {
            return OAuthError.InvalidRequest("redirect_uri is missing or not registered for this client.");
        }

        if (form["code_challenge_method"] != "S256" || !Pkce.IsChallenge(form["code_challenge"]))
        {
            return OAuthError.InvalidRequest("PKCE with code_challenge_method S256 is needed.");
        }

        if (form["resource"] is { } resource && resource != address.Resource)
        {
            return new OAuthError("invalid_target", "The resource is unknown.");
        }

        if (provedThumbprint is not null && form["dpop_jkt"] is { } announced && announced != provedThumbprint)
        {
            return OAuthError.InvalidDpopProof("dpop_jkt is not the thumbprint of the proof's key.");
        }

        return FaultOfInteraction(form);
    }

    private static OAuthError? FaultOfInteraction(OAuthParameters form)
    {
        var prompts = form.List("prompt");
        if (prompts.Any(prompt => prompt is not ("none" or "login" or "consent" or "select_account")))
        {
            return OAuthError.InvalidRequest("prompt has an unknown value.");
        }

        if (prompts.Count > 1 && prompts.Contains("none", StringComparer.Ordinal))
        {
            return OAuthError.InvalidRequest("prompt none excludes every other.");
        }

        if (form.Has("max_age") && !MaxAgeOf(form, out _))
        {
            return OAuthError.InvalidRequest("max_age must be a number of seconds.");
        }

        return form["state"]?.Length > LongestOpaqueValue || form["nonce"]?.Length > LongestOpaqueValue
            ? OAuthError.InvalidRequest("state and nonce may have 2048 characters at most.")
            : null;
    }

    private static bool MaxAgeOf(OAuthParameters form, out TimeSpan maxAge)
    {
        var given = int.TryParse(form["max_age"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        maxAge = TimeSpan.FromSeconds(seconds);
        return given;
    }

    /// <summary>Any level in <c>acr_values</c> will do, so the lowest is what must be reached, but never less than the evidence needs.</summary>
    private LevelOfAssurance LevelFor(OAuthParameters form, LevelOfAssurance? needed)
    {
        var levels = new List<LevelOfAssurance>();
        foreach (var uri in form.List("acr_values"))
        {
            // Unknown values are voluntary claims that we do not know, and ignored.
            if (LevelOfAssuranceUri.TryParse(uri, out var level))
            {
                levels.Add(level);
            }
        }

        var asked = levels.Count > 0 ? levels.Min() : needed ?? options.Value.DefaultLevelOfAssurance;
        return needed > asked ? needed.Value : asked;
    }
}
