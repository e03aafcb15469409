// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.ClientAuthentication;

/// <summary>
/// <c>private_key_jwt</c> (OpenID Connect Core §9, RFC 7523) as the FAPI 2.0 Security Profile narrows it: the audience
/// is our issuer identifier, as a string and nothing else.
/// </summary>
internal sealed class ClientAssertions(ClientKeys keys, ProtectedStore store, PublicAddress address, TimeProvider clock)
{
    private const int LongestAssertion = 8 * 1024;
    private const int LongestIdentifier = 512;

    /// <summary>FAPI 2.0 §5.3.2.1: 10 seconds ahead must pass, 60 must not.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    public static bool TryRead(string? encoded, [NotNullWhen(true)] out ClientAssertion? assertion)
    {
        assertion = ReceivedJwt.TryRead(encoded, LongestAssertion, out var jwt) && jwt.Text("sub") is { Length: > 0 } subject
            ? new ClientAssertion(subject, jwt)
            : null;
        return assertion is not null;
    }

    /// <summary>Judges the assertion and uses it up.</summary>
    /// <returns>Null when it authenticates the client, else the cause for the log.</returns>
    public async Task<string?> FaultOfAsync(ClientAssertion assertion, Client client, CancellationToken cancellationToken)
    {
        var jwt = assertion.Jwt;
        if (ClaimFaultOf(jwt) is { } fault)
        {
            return fault;
        }

        if (!IsSignedBy(jwt, client))
        {
            return "no registered key verifies the assertion";
        }

        jwt.TryTime("exp", out var expires);
        var mark = $"{client.ClientId}\n{jwt.Text("jti")}";
        return await store.TryUseOnceAsync(ProtocolKind.ClientAssertion, mark, expires + (2 * ClockSkew), cancellationToken)
            ? null
            : "the assertion was used before";
    }

    private string? ClaimFaultOf(ReceivedJwt jwt)
    {
        if (jwt.Type is not (null or "JWT" or "client-authentication+jwt"))
        {
            return "typ is that of another kind of token";
        }

        if (jwt.Text("iss") != jwt.Text("sub"))
        {
            return "iss is not the client";
        }

        if (jwt.Text("aud") != address.Issuer)
        {
            return "aud is not the issuer identifier as a string";
        }

        if (jwt.Text("jti") is not { Length: > 0 and <= LongestIdentifier })
        {
            return "jti is missing or too long";
        }

        return IsTimely(jwt) ? null : "it has expired, lives too long or is from the future";
    }

    private bool IsTimely(ReceivedJwt jwt)
    {
        var now = clock.GetUtcNow();
        return jwt.TryTime("exp", out var expires)
            && expires > now - ClockSkew
            && expires <= now + LongestLife + ClockSkew
            && jwt.HasNoTimeAgainst("nbf", notBefore => notBefore <= now + ClockSkew)
            && jwt.HasNoTimeAgainst("iat", issuedAt => issuedAt <= now + ClockSkew);
    }

    private bool IsSignedBy(ReceivedJwt jwt, Client client) =>
        keys.Of(client).Any(key => (jwt.KeyId is null || jwt.KeyId == key.KeyId) && JwtSignature.IsValid(jwt, key, isKnown: true));
}
