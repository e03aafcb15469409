// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Pilot.Certificates;

/// <summary>What an e-service proves itself with at the gateway.</summary>
/// <param name="Tls">Client certificate, for mutual TLS.</param>
/// <param name="Assertion">P-256 key that signs <c>private_key_jwt</c> assertions.</param>
/// <param name="JwksPath">The public half of that key as a JSON Web Key Set, for the gateway.</param>
public sealed record ClientKeys(CertificateFile Tls, CertificateFile Assertion, string JwksPath)
{
    /// <summary>Thumbprint by which the gateway knows the client certificate: base64url of the SHA-256.</summary>
    public string TlsThumbprint()
    {
        using var certificate = Tls.LoadPublic();
        return Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256));
    }

    internal static string JwksOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
            ["use"] = "sig",
            ["alg"] = "ES256",
            ["kid"] = KeyId(key),
        };
        return JsonSerializer.Serialize(new { keys = new[] { jwk } });
    }

    /// <summary>RFC 7638 thumbprint, so that the key's name follows from the key.</summary>
    internal static string KeyId(ECDsa key) =>
        Base64UrlEncoder.Encode(new ECDsaSecurityKey(key).ComputeJwkThumbprint());
}
