// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Cli.Token;

/// <summary>What a shell can evaluate: variables, and as a comment how to use them.</summary>
internal static class ShellText
{
    public static string ForDPoP(TokenOptions options, GrantedTokens tokens, DevelopmentCertificates certificates, string? nonce)
    {
        var url = options.Url ?? new Uri(options.Issuer, "/v1/exchanges");
        return $"""
            ACCESS_TOKEN={Quote(tokens.AccessToken)}
            DPOP_PROOF={Quote(tokens.TokenKey!.Prove(options.Method, url, tokens.AccessToken, nonce))}
            CA={Quote(certificates.Authority.CertificatePath)}
            # The token lives until {tokens.ExpiresAt:u}; the proof serves one call, within a minute:
            # curl --cacert "$CA" -H "Authorization: DPoP $ACCESS_TOKEN" -H "DPoP: $DPOP_PROOF" {Call(options, url)}
            """;
    }

    public static string ForMutualTls(
        TokenOptions options, GrantedTokens tokens, DevelopmentCertificates certificates, ClientKeys keys, Uri api)
    {
        var url = options.Url ?? api;
        return $"""
            ACCESS_TOKEN={Quote(tokens.AccessToken)}
            CERT={Quote(keys.Certificate.CertificatePath)}
            KEY={Quote(keys.Certificate.KeyPath)}
            CA={Quote(certificates.Authority.CertificatePath)}
            # The token lives until {tokens.ExpiresAt:u} and serves any number of calls with that certificate:
            # curl --cacert "$CA" --cert "$CERT" --key "$KEY" -H "Authorization: Bearer $ACCESS_TOKEN" {Call(options, url)}
            """;
    }

    private static string Call(TokenOptions options, Uri url) => options.Url is null
        ? $$"""-H "Content-Type: application/json" -d '{"evidenceType":"{{options.EvidenceType}}"}' {{url}}"""
        : $"-X {options.Method} {url}";

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
