// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>What a connector says about itself (OpenID Connect Discovery §4).</summary>
internal sealed record OidcMetadata(Uri Authorization, Uri Token, Uri Keys, Uri? UserInfo, bool SendsIssuer)
{
    /// <param name="json">The discovery document.</param>
    /// <param name="options">Whose it must be, and where its endpoints may be.</param>
    /// <param name="metadata">What it says.</param>
    /// <param name="problem">Why it is not used, otherwise; for the operator's log.</param>
    public static bool TryRead(
        byte[] json,
        OidcConnectorOptions options,
        [NotNullWhen(true)] out OidcMetadata? metadata,
        [NotNullWhen(false)] out string? problem)
    {
        metadata = null;
        if (!StrictJson.TryParse(json, out var document) || document.Text("issuer") != options.Issuer)
        {
            problem = "it does not speak for the issuer";
            return false;
        }

        problem = null;
        var authorization = Endpoint(document, "authorization_endpoint", options, ref problem);
        var token = Endpoint(document, "token_endpoint", options, ref problem);
        var keys = Endpoint(document, "jwks_uri", options, ref problem);
        var userInfo = options.UserInfo ? Endpoint(document, "userinfo_endpoint", options, ref problem) : null;
        if (problem is not null)
        {
            return false;
        }

        metadata = new OidcMetadata(
            authorization!,
            token!,
            keys!,
            userInfo,
            document.TryGetProperty("authorization_response_iss_parameter_supported", out var sends) && sends.ValueKind == JsonValueKind.True);
        return true;
    }

    // Codes, secrets and citizens go there: a document that was tampered with shall not send them anywhere (RFC 9700 §4.4).
    private static Uri? Endpoint(JsonElement json, string name, OidcConnectorOptions options, ref string? problem)
    {
        if (!Uri.TryCreate(json.Text(name), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps
            || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            problem ??= $"its {name} is missing or no https address";
            return null;
        }

        if (!options.EndpointOrigins.Prepend(options.Issuer).Any(origin => HasOrigin(uri, origin)))
        {
            problem ??= $"its {name} is at {uri.GetLeftPart(UriPartial.Authority)}, an origin that is neither the issuer's nor listed in EndpointOrigins";
            return null;
        }

        return uri;
    }

    private static bool HasOrigin(Uri uri, string origin) => Uri.Compare(
        uri, new Uri(origin), UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
