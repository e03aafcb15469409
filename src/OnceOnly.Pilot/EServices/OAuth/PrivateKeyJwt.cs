// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>A signed assertion at each request (RFC 7523), and DPoP-bound tokens.</summary>
/// <param name="ClientId">OAuth client identifier.</param>
/// <param name="Key">P-256 key whose public half is registered.</param>
/// <param name="KeyId">Its <c>kid</c>.</param>
public sealed record PrivateKeyJwt(string ClientId, ECDsa Key, string KeyId) : ClientAuthentication(ClientId)
{
    private const int LifetimeSeconds = 60;

    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _credentials =
        new(new ECDsaSecurityKey(Key) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256);

    public override bool UsesMutualTls => false;

    public override DPoPKey CreateTokenKey(TimeProvider time) => new(time);

    public override void Authenticate(IDictionary<string, string> form, Uri issuer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        form["client_id"] = ClientId;
        form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        form["client_assertion"] = Tokens.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["iss"] = ClientId,
                ["sub"] = ClientId,
                // FAPI 2.0: the issuer and nothing else, so that the assertion is worthless elsewhere.
                ["aud"] = issuer.OriginalString,
                ["jti"] = Unguessable.Create(),
                ["iat"] = now,
                ["exp"] = now + LifetimeSeconds,
            },
            SigningCredentials = _credentials,
        });
    }
}
