// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>What a connector says about itself (OpenID Connect Discovery §4).</summary>
internal sealed record OidcMetadata(Uri Authorization, Uri Token, Uri Keys, Uri? UserInfo, bool SendsIssuer)
{
    /// <returns>False when it speaks for another issuer, or names an endpoint that is not https.</returns>
    public static bool TryRead(JsonElement json, string issuer, [NotNullWhen(true)] out OidcMetadata? metadata)
    {
        metadata = null;
        if (json.ValueKind != JsonValueKind.Object
            || Text(json, "issuer") != issuer
            || Endpoint(json, "authorization_endpoint") is not { } authorization
            || Endpoint(json, "token_endpoint") is not { } token
            || Endpoint(json, "jwks_uri") is not { } keys)
        {
            return false;
        }

        metadata = new OidcMetadata(
            authorization,
            token,
            keys,
            Endpoint(json, "userinfo_endpoint"),
            json.TryGetProperty("authorization_response_iss_parameter_supported", out var sends) && sends.ValueKind == JsonValueKind.True);
        return true;
    }

    private static Uri? Endpoint(JsonElement json, string name) =>
        Uri.TryCreate(Text(json, name), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Fragment.Length == 0 ? uri : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
