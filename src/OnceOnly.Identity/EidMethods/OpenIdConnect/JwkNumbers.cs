// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>The numbers of a public JSON Web Key (RFC 7518 §6). A certificate beside them says nothing here.</summary>
internal static class JwkNumbers
{
    /// <summary>A point on one of the curves of JOSE; null when it is none, or another.</summary>
    public static ECParameters? Elliptic(JsonElement jwk)
    {
        var (curve, length) = jwk.Text("crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => (default, 0),
        };
        if (jwk.Text("kty") != "EC" || length == 0
            || Bytes(jwk, "x") is not { } x || x.Length != length || Bytes(jwk, "y") is not { } y || y.Length != length)
        {
            return null;
        }

        var parameters = new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } };
        try
        {
            using var key = ECDsa.Create(parameters);
            return parameters;
        }
        catch (CryptographicException)
        {
            // Off the curve.
            return null;
        }
    }

    /// <summary>Modulus and exponent; null when they are none of RSA.</summary>
    /// <param name="jwk">The key.</param>
    /// <param name="bits">Length of the modulus.</param>
    public static RSAParameters? Rsa(JsonElement jwk, out int bits)
    {
        bits = 0;
        if (jwk.Text("kty") != "RSA"
            || Number(jwk, "n") is not [var first, .., var last] modulus || int.IsEvenInteger(last)
            // Under an exponent of one anybody can sign; not every platform looks.
            || Number(jwk, "e") is not ({ Length: <= 8 } and not [1] and [.., var low] exponent) || int.IsEvenInteger(low))
        {
            return null;
        }

        bits = (modulus.Length * 8) - (byte.LeadingZeroCount(first));
        return new RSAParameters { Modulus = modulus, Exponent = exponent };
    }

    private static byte[]? Number(JsonElement jwk, string name) => Bytes(jwk, name)?.SkipWhile(octet => octet == 0).ToArray();

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        jwk.Text(name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
