// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>What a connector claims about one log-in.</summary>
/// <param name="IdToken">In the ID token.</param>
/// <param name="UserInfo">At UserInfo, where that is asked.</param>
/// <param name="IsUserInfoSigned">Whether that came as a token which keeps the rules.</param>
internal sealed record OidcClaims(JsonElement IdToken, JsonElement? UserInfo, bool IsUserInfoSigned)
{
    /// <summary>Where the claims about the person are.</summary>
    public JsonElement Person => UserInfo ?? IdToken;

    /// <summary>The claim that says which level was reached.</summary>
    public string? Level(OidcConnectorOptions options) => Find(options.Claims.Level) is { ValueKind: JsonValueKind.String } level ? level.GetString() : null;

    public bool Has(OidcRequiredClaim required) => Find(required.Claim) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Any(one => IsOneOf(one, required.Values)),
        { } claim => IsOneOf(claim, required.Values),
        null => false,
    };

    /// <remarks>
    /// How somebody logged in is told by the ID token (Core §2). UserInfo counts only where that is silent, and only when it is
    /// signed: it is then as good, while plain JSON may be of any log-in of that citizen.
    /// </remarks>
    private JsonElement? Find(string path) =>
        ClaimPath.Find(IdToken, path) ?? (IsUserInfoSigned && UserInfo is { } info ? ClaimPath.Find(info, path) : null);

    private static bool IsOneOf(JsonElement claim, List<string> values) => claim.ValueKind switch
    {
        JsonValueKind.String => values.Contains(claim.GetString()!, StringComparer.Ordinal),
        JsonValueKind.True => values.Contains("true", StringComparer.Ordinal),
        JsonValueKind.False => values.Contains("false", StringComparer.Ordinal),
        _ => false,
    };
}
