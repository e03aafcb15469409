// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Pilot.Certificates;

/// <summary>What an e-service proves itself with at the gateway: one P-256 key.</summary>
/// <param name="Certificate">The key in a self-signed certificate; with mutual TLS the certificate is shown.</param>
/// <param name="JwksPath">The public key as a JSON Web Key Set, for clients that sign assertions.</param>
public sealed record ClientKeys(CertificateFile Certificate, string JwksPath)
{
    /// <summary>Thumbprint by which the gateway knows the certificate: base64url of the SHA-256.</summary>
    public string Thumbprint()
    {
        using var certificate = Certificate.LoadPublic();
        return Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256));
    }

    /// <summary>The private key, for signing assertions.</summary>
    public ECDsa LoadKey()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Certificate.KeyPath));
        return key;
    }

    /// <summary>RFC 7638 thumbprint, so that the key's name follows from the key.</summary>
    public static string KeyId(ECDsa key) => Base64UrlEncoder.Encode(new ECDsaSecurityKey(key).ComputeJwkThumbprint());

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
}
