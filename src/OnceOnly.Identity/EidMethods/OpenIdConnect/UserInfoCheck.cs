// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>The rules of UserInfo that comes as a token (OpenID Connect Core §5.3.2), after its signature.</summary>
internal static class UserInfoCheck
{
    public static OidcFault Check(ReceivedJwt token, OidcConnectorOptions options, DateTimeOffset now) =>
        IdTokenCheck.IsPlainJwt(token)
        && token.Text("iss") == options.Issuer
        && token.Payload.TryGetProperty("aud", out var audience) && IsForUs(audience, options.ClientId)
        && token.HasNoTimeAgainst("exp", end => end > now - options.ClockSkew)
        && token.HasNoTimeAgainst("nbf", begin => begin <= now + options.ClockSkew)
        && token.HasNoTimeAgainst("iat", issued => issued <= now + options.ClockSkew)
            ? OidcFault.None
            : OidcFault.UserInfoToken;

    /// <summary>What a fault of reading a token is called here.</summary>
    public static OidcFault Named(OidcFault fault) =>
        fault == OidcFault.TokenEncryption ? OidcFault.UserInfoEncryption : OidcFault.UserInfoSignature;

    private static bool IsForUs(JsonElement audience, string clientId) => audience.ValueKind switch
    {
        JsonValueKind.String => audience.ValueEquals(clientId),
        JsonValueKind.Array => audience.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(clientId)),
        _ => false,
    };
}
