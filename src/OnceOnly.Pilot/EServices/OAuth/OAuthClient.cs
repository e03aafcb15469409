// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>An e-service's side of the FAPI 2.0 dance: push the request, send the browser, redeem the code, refresh.</summary>
/// <param name="http">Trusts the gateway; shows the client certificate when mutual TLS is used.</param>
/// <param name="issuer">The gateway.</param>
/// <param name="authentication">How the e-service proves itself.</param>
/// <param name="redirectUri">Registered address at which the browser comes back.</param>
/// <param name="time">Clock.</param>
public sealed class OAuthClient(
    HttpClient http, Uri issuer, ClientAuthentication authentication, Uri redirectUri, TimeProvider time)
{
    private readonly IdTokenCheck _idTokens = new(http, issuer, authentication.ClientId);
    private GatewayEndpoints? _endpoints;
    private string? _nonce;

    /// <summary>The gateway's latest nonce for proofs of possession; it serves at the evidence API too.</summary>
    public string? LatestNonce => _nonce;

    /// <summary>Pushes an authorization request (RFC 9126).</summary>
    /// <param name="authorizationDetails">JSON array (RFC 9396); null only logs in.</param>
    /// <param name="levelOfAssurance">eIDAS URI of the least level wanted; null leaves it to the gateway.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="OAuthException">The gateway refused the request.</exception>
    public async Task<PendingAuthorization> StartAsync(
        string? authorizationDetails, string? levelOfAssurance, CancellationToken cancellationToken)
    {
        var endpoints = await EndpointsAsync(cancellationToken);
        var pending = new PendingAuthorization(
            endpoints.Authorization, Unguessable.Create(), Unguessable.Create(), Pkce.Create(), authentication.CreateTokenKey(time));
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["redirect_uri"] = redirectUri.OriginalString,
            ["scope"] = "openid",
            ["state"] = pending.State,
            ["nonce"] = pending.Nonce,
            ["code_challenge"] = pending.Pkce.Challenge,
            ["code_challenge_method"] = "S256",
        };
        if (authorizationDetails is not null)
        {
            form["authorization_details"] = authorizationDetails;
        }

        if (levelOfAssurance is not null)
        {
            form["acr_values"] = levelOfAssurance;
        }

        var answer = await PostAsync(endpoints.PushedAuthorization, form, pending.TokenKey, cancellationToken);
        var requestUri = answer.GetProperty("request_uri").GetString()!;
        var query = $"client_id={Uri.EscapeDataString(authentication.ClientId)}&request_uri={Uri.EscapeDataString(requestUri)}";
        return pending with { BrowserAddress = new UriBuilder(endpoints.Authorization) { Query = query }.Uri };
    }

    /// <summary>The browser came back.</summary>
    /// <param name="pending">What was remembered for this very browser.</param>
    /// <param name="callback">Query parameters of the callback.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="OAuthException">Refused by the citizen or the gateway, or not an answer to our request.</exception>
    public async Task<GrantedTokens> FinishAsync(
        PendingAuthorization pending, IReadOnlyDictionary<string, string> callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(callback);

        // RFC 9207: an answer of another authorization server must not be mixed up with this one's.
        if (callback.GetValueOrDefault("state") != pending.State || callback.GetValueOrDefault("iss") != issuer.OriginalString)
        {
            throw new OAuthException("invalid_response", "The answer does not belong to this request.");
        }

        if (callback.TryGetValue("error", out var error))
        {
            throw new OAuthException(error, callback.GetValueOrDefault("error_description"));
        }

        var endpoints = await EndpointsAsync(cancellationToken);
        var answer = await PostAsync(
            endpoints.Token,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "authorization_code",
                ["code"] = callback.GetValueOrDefault("code") ?? throw new OAuthException("invalid_response", "There is no code."),
                ["redirect_uri"] = redirectUri.OriginalString,
                ["code_verifier"] = pending.Pkce.Verifier,
            },
            pending.TokenKey,
            cancellationToken);
        var (subject, level) = await _idTokens.ReadAsync(
            endpoints.Jwks, answer.GetProperty("id_token").GetString()!, pending.Nonce, cancellationToken);
        return new GrantedTokens(
            answer.GetProperty("access_token").GetString()!,
            Optional(answer, "refresh_token"),
            ExpiryOf(answer),
            subject,
            level,
            answer.GetProperty("authorization_details"),
            pending.TokenKey);
    }

    /// <summary>The next access token. The old refresh token may have been replaced: keep what comes back.</summary>
    /// <exception cref="OAuthException">There is no refresh token, or it serves no more.</exception>
    public async Task<GrantedTokens> RefreshAsync(GrantedTokens tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var answer = await PostAsync(
            (await EndpointsAsync(cancellationToken)).Token,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = tokens.RefreshToken ?? throw new OAuthException("invalid_grant", "There is no refresh token."),
            },
            tokens.TokenKey,
            cancellationToken);
        return tokens with
        {
            AccessToken = answer.GetProperty("access_token").GetString()!,
            RefreshToken = Optional(answer, "refresh_token") ?? tokens.RefreshToken,
            ExpiresAt = ExpiryOf(answer),
        };
    }

    private async Task<GatewayEndpoints> EndpointsAsync(CancellationToken cancellationToken)
    {
        if (_endpoints is null)
        {
            var found = await GatewayEndpoints.DiscoverAsync(http, issuer, cancellationToken);
            _endpoints = authentication.UsesMutualTls ? found.ForMutualTls() : found;
        }

        return _endpoints;
    }

    private async Task<JsonElement> PostAsync(
        Uri address, Dictionary<string, string> form, DPoPKey? key, CancellationToken cancellationToken)
    {
        // A server may ask for its nonce in the proof (RFC 9449 §8); once is enough, twice would be a loop.
        for (var attempt = 0; ; attempt++)
        {
            authentication.Authenticate(form, issuer, time);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
            if (key is not null)
            {
                request.Headers.Add("DPoP", key.Prove("POST", address, nonce: _nonce));
            }

            using var response = await http.SendAsync(request, cancellationToken);
            _nonce = response.Headers.TryGetValues("DPoP-Nonce", out var nonces) ? nonces.First() : _nonce;
            var answer = await ReadAsync(response, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return answer;
            }

            var error = Optional(answer, "error") ?? response.StatusCode.ToString();
            if (error != "use_dpop_nonce" || attempt > 0)
            {
                throw new OAuthException(error, Optional(answer, "error_description"));
            }
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new OAuthException("invalid_response", $"The gateway answered {(int)response.StatusCode} without JSON.");
        }
    }

    private static string? Optional(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) ? value.GetString() : null;

    private DateTimeOffset ExpiryOf(JsonElement answer) =>
        time.GetUtcNow().AddSeconds(answer.GetProperty("expires_in").GetInt32());
}
