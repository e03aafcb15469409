// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>The rules of an ID token (OpenID Connect Core §3.1.3.7), after its signature.</summary>
internal static class IdTokenCheck
{
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(10);

    public static OidcFault Check(ReceivedJwt token, OidcConnectorOptions options, OpenOidcRequest open, DateTimeOffset now)
    {
        if (!IsPlainJwt(token))
        {
            return OidcFault.TokenType;
        }

        if (token.Text("iss") != options.Issuer)
        {
            return OidcFault.TokenIssuer;
        }

        if (!IsForUs(token, options.ClientId))
        {
            return OidcFault.TokenAudience;
        }

        var skew = options.ClockSkew;
        if (!token.TryTime("exp", out var expires) || expires <= now - skew
            || !token.TryTime("iat", out var issued) || issued > now + skew || issued < now - MaximumAge - skew
            || !token.HasNoTimeAgainst("nbf", begin => begin <= now + skew))
        {
            return OidcFault.TokenTime;
        }

        if ((options.AuthenticationTimeRequired && !token.TryTime("auth_time", out _))
            || !token.HasNoTimeAgainst("auth_time", instant => instant <= now + skew && instant >= open.StartedAt - skew))
        {
            return OidcFault.AuthenticationTime;
        }

        return token.Text("nonce") is { } nonce
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(nonce), Encoding.UTF8.GetBytes(open.Nonce))
            ? OidcFault.None
            : OidcFault.TokenNonce;
    }

    /// <summary>Whether it is of no kind but JWT. Who signs kinds of tokens apart says so in <c>typ</c> (RFC 8725 §3.11).</summary>
    public static bool IsPlainJwt(ReceivedJwt token) =>
        !token.Header.TryGetProperty("typ", out _) || string.Equals(token.Type, "JWT", StringComparison.OrdinalIgnoreCase);

    private static bool IsForUs(ReceivedJwt token, string clientId)
    {
        if (!token.Payload.TryGetProperty("aud", out var audience))
        {
            return false;
        }

        var azp = token.Text("azp");
        return audience.ValueKind switch
        {
            JsonValueKind.String => audience.GetString() == clientId && (azp is null || azp == clientId),
            JsonValueKind.Array => audience.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == clientId)
                && (azp == clientId || (azp is null && audience.GetArrayLength() == 1)),
            _ => false,
        };
    }
}
