// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.AccessTokens;

/// <summary>Values of <c>WWW-Authenticate</c> for the scheme <c>DPoP</c> (RFC 9449 §7.1).</summary>
public static class AccessTokenChallenge
{
    /// <summary>For a refusal (401).</summary>
    public static string For(AccessTokenResult refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Fault is null or AccessTokenFault.Missing
            ? Build()
            : Build(("error", ErrorOf(refusal.Fault.Value)), ("error_description", refusal.Description!));
    }

    /// <summary>For a token without the scope that is needed (403).</summary>
    public static string InsufficientScope(string scope) => Build(("error", "insufficient_scope"), ("scope", scope));

    /// <summary>For a log-in too weak or too old (401): how the e-service must ask for the next (RFC 9470).</summary>
    public static string InsufficientUserAuthentication(LevelOfAssurance level, TimeSpan? maxAge = null)
    {
        (string, string)[] parameters =
        [
            ("error", "insufficient_user_authentication"),
            ("error_description", "The log-in is too weak or too old."),
            ("acr_values", LevelOfAssuranceUri.Of(level)),
        ];
        return maxAge is { } age
            ? Build([.. parameters, ("max_age", ((int)age.TotalSeconds).ToString(CultureInfo.InvariantCulture))])
            : Build(parameters);
    }

    /// <summary>The error code of a fault.</summary>
    public static string ErrorOf(AccessTokenFault fault) => fault switch
    {
        AccessTokenFault.InvalidRequest => "invalid_request",
        AccessTokenFault.InvalidProof => "invalid_dpop_proof",
        AccessTokenFault.NonceRequired => "use_dpop_nonce",
        _ => "invalid_token",
    };

    /// <remarks>Values are ours and hold neither quotes nor backslashes.</remarks>
    private static string Build(params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text = new System.Text.StringBuilder("DPoP ");
        foreach (var (name, value) in parameters)
        {
            text.Append(name).Append("=\"").Append(value).Append("\", ");
        }

        return text.Append("algs=\"").AppendJoin(' ', JwtSignature.Algorithms).Append('"').ToString();
    }
}
