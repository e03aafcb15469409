// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>What a call to the evidence API carries, and what it does when the gateway wants its nonce in the proof.</summary>
internal sealed class AccessTokenCall
{
    private string? _nonce;

    /// <summary>Header or metadata names with their values for one call.</summary>
    /// <param name="tokens">What was granted.</param>
    /// <param name="method">HTTP method; <c>POST</c> for gRPC.</param>
    /// <param name="address">Address called; for gRPC that of the full method.</param>
    public IEnumerable<KeyValuePair<string, string>> Headers(GrantedTokens tokens, string method, Uri address)
    {
        if (tokens.TokenKey is not { } key)
        {
            yield return new("authorization", "Bearer " + tokens.AccessToken);
            yield break;
        }

        yield return new("authorization", "DPoP " + tokens.AccessToken);
        yield return new("dpop", key.Prove(method, address, tokens.AccessToken, _nonce));
    }

    /// <summary>Remembers the nonce of an answer.</summary>
    /// <returns>Whether there was a new one, so that trying once more may help.</returns>
    public bool Remember(string? nonce)
    {
        if (nonce is null || nonce == _nonce)
        {
            return false;
        }

        _nonce = nonce;
        return true;
    }
}
