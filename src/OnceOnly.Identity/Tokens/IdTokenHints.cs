// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Keys;

namespace OnceOnly.Identity.Tokens;

/// <summary>Reads ID tokens that come back as <c>id_token_hint</c>. They may have expired; they must be ours.</summary>
internal sealed class IdTokenHints(SigningKeys keys, PublicAddress address)
{
    private const int LongestHint = 8 * 1024;

    /// <returns>Null when it is not an ID token of ours, or was signed with a key that has been retired.</returns>
    public IdTokenHint? Read(string? encoded)
    {
        if (!ReceivedJwt.TryRead(encoded, LongestHint, out var jwt)
            || jwt.Type != "JWT"
            || keys.Find(jwt.KeyId) is not { } key
            || !JwtSignature.IsValid(jwt, key.Key)
            || jwt.Text("iss") != address.Issuer
            || jwt.Text("aud") is not { } audience
            || jwt.Text("sub") is not { } subject)
        {
            return null;
        }

        return new IdTokenHint(audience, subject, jwt.Text("sid"));
    }

    /// <summary>The subject a client means; null when the hint says nothing we believe.</summary>
    public string? SubjectOf(string? encoded, Client client) =>
        Read(encoded) is { } hint && hint.ClientId == client.ClientId ? hint.Subject : null;
}
