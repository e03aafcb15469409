// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>A key that tokens are bound to (RFC 9449). One an application is enough; it never leaves the e-service.</summary>
/// <param name="time">Clock.</param>
/// <param name="key">On P-256.</param>
public sealed class DPoPKey(TimeProvider time, ECDsa key)
{
    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly ECDsaSecurityKey _key = new(key);

    public DPoPKey(TimeProvider time)
        : this(time, ECDsa.Create(ECCurve.NamedCurves.nistP256))
    {
    }

    /// <summary>A proof for one call.</summary>
    /// <param name="method">HTTP method; <c>POST</c> for gRPC.</param>
    /// <param name="address">The address called; query and fragment do not count.</param>
    /// <param name="accessToken">The token that goes with it; null at the token endpoint.</param>
    /// <param name="nonce">What the server last gave, if it gave any.</param>
    public string Prove(string method, Uri address, string? accessToken = null, string? nonce = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["jti"] = Unguessable.Create(),
            ["htm"] = method,
            ["htu"] = address.GetLeftPart(UriPartial.Path),
            ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (accessToken is not null)
        {
            claims["ath"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return Tokens.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "dpop+jwt",
            AdditionalHeaderClaims = new Dictionary<string, object>(StringComparer.Ordinal) { ["jwk"] = PublicKey() },
            Claims = claims,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private Dictionary<string, object> PublicKey()
    {
        var point = _key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new(StringComparer.Ordinal)
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
