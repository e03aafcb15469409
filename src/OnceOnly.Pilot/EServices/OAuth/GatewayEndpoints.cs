// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>What the gateway's discovery document says (RFC 8414), as far as an e-service needs it.</summary>
public sealed record GatewayEndpoints(
    [property: JsonPropertyName("issuer")] Uri Issuer,
    [property: JsonPropertyName("authorization_endpoint")] Uri Authorization,
    [property: JsonPropertyName("pushed_authorization_request_endpoint")] Uri PushedAuthorization,
    [property: JsonPropertyName("token_endpoint")] Uri Token,
    [property: JsonPropertyName("jwks_uri")] Uri Jwks,
    [property: JsonPropertyName("mtls_endpoint_aliases")] GatewayEndpoints.MutualTls? Aliases)
{
    /// <exception cref="OAuthException">The document is about another issuer.</exception>
    public static async Task<GatewayEndpoints> DiscoverAsync(HttpClient http, Uri issuer, CancellationToken cancellationToken)
    {
        var address = new Uri(issuer.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration");
        var found = await http.GetFromJsonAsync<GatewayEndpoints>(address, cancellationToken);
        return found is not null && found.Issuer == issuer
            ? found
            : throw new OAuthException("invalid_issuer", "The discovery document names another issuer.");
    }

    /// <summary>The same endpoints where the gateway asks for a client certificate (RFC 8705 §5).</summary>
    public GatewayEndpoints ForMutualTls() => this with
    {
        PushedAuthorization = Aliases?.PushedAuthorization ?? PushedAuthorization,
        Token = Aliases?.Token ?? Token,
    };

    public sealed record MutualTls(
        [property: JsonPropertyName("pushed_authorization_request_endpoint")] Uri? PushedAuthorization,
        [property: JsonPropertyName("token_endpoint")] Uri? Token);
}
