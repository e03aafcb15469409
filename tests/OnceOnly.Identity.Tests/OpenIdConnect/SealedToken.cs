// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Encrypts tokens as a connector would, or as none should.</summary>
internal static class SealedToken
{
    /// <param name="certificate">For whom.</param>
    /// <param name="algorithm">The <c>alg</c>.</param>
    /// <param name="encryption">The <c>enc</c>.</param>
    /// <param name="content">What is encrypted.</param>
    /// <param name="spoil">Spoils the header, which is authenticated as it then is.</param>
    public static string Of(X509Certificate2 certificate, string algorithm, string encryption, string content, Action<JsonObject>? spoil = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["enc"] = encryption, ["cty"] = "JWT" };
        var key = RandomNumberGenerator.GetBytes(KeyLength(encryption));
        var wrapped = certificate.GetRSAPublicKey() is { } rsa
            ? rsa.Encrypt(key, algorithm switch { "RSA-OAEP" => RSAEncryptionPadding.OaepSHA1, "RSA1_5" => RSAEncryptionPadding.Pkcs1, _ => RSAEncryptionPadding.OaepSHA256 })
            : Agree(certificate, algorithm, encryption, header, ref key);
        spoil?.Invoke(header);
        var head = Base64UrlEncoder.Encode(header.ToJsonString());
        var (vector, ciphertext, tag) = Encrypt(key, encryption, Encoding.UTF8.GetBytes(content), Encoding.ASCII.GetBytes(head));
        return string.Join('.', head, Base64UrlEncoder.Encode(wrapped), Base64UrlEncoder.Encode(vector), Base64UrlEncoder.Encode(ciphertext), Base64UrlEncoder.Encode(tag));
    }

    /// <summary>A certificate of a key that may be used for anything.</summary>
    public static X509Certificate2 Certificate(string kind)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (kind.StartsWith("RSA", StringComparison.Ordinal))
        {
            using var rsa = RSA.Create(kind == "RSA" ? 2048 : int.Parse(kind[3..], System.Globalization.CultureInfo.InvariantCulture));
            return new CertificateRequest("CN=us", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        }

        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(kind));
        return new CertificateRequest("CN=us", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private static byte[] Agree(X509Certificate2 certificate, string algorithm, string encryption, JsonObject header, ref byte[] key)
    {
        using var theirs = certificate.GetECDiffieHellmanPublicKey()!;
        using var ephemeral = ECDiffieHellman.Create(theirs.ExportParameters(includePrivateParameters: false).Curve);
        var point = ephemeral.ExportParameters(includePrivateParameters: false).Q;
        header["epk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = $"P-{theirs.KeySize}",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
        header["apu"] = Base64UrlEncoder.Encode("Alice");
        var wrap = algorithm.Split('+') is [_, var name] ? name : null;
        var length = wrap is null ? key.Length : int.Parse(wrap[1..4], System.Globalization.CultureInfo.InvariantCulture) / 8;
        byte[] about = [.. Sized(wrap is null ? encryption : algorithm), .. Sized("Alice"), .. Number(0), .. Number(length * 8)];
        using var publicKey = theirs.PublicKey;
        var derived = Enumerable.Range(1, 2).SelectMany(round => ephemeral.DeriveKeyFromHash(publicKey, HashAlgorithmName.SHA256, Number(round), about)).Take(length).ToArray();
        if (wrap is null)
        {
            key = derived;
            return [];
        }

        return new CryptoProviderFactory().CreateKeyWrapProvider(new SymmetricSecurityKey(derived), wrap).WrapKey(key);
    }

    private static (byte[] Vector, byte[] Ciphertext, byte[] Tag) Encrypt(byte[] key, string encryption, byte[] content, byte[] header)
    {
        if (encryption.Contains("CBC", StringComparison.Ordinal))
        {
            using var provider = new CryptoProviderFactory().CreateAuthenticatedEncryptionProvider(new SymmetricSecurityKey(key), encryption);
            var result = provider.Encrypt(content, header);
            return (result.IV, result.Ciphertext, result.AuthenticationTag);
        }

        var (vector, ciphertext, tag) = (RandomNumberGenerator.GetBytes(12), new byte[content.Length], new byte[16]);
        using var gcm = new AesGcm(key, tag.Length);
        gcm.Encrypt(vector, content, ciphertext, tag, header);
        return (vector, ciphertext, tag);
    }

    private static int KeyLength(string encryption) => encryption switch
    {
        "A128GCM" => 16,
        "A192GCM" => 24,
        "A256GCM" or "A128CBC-HS256" => 32,
        "A192CBC-HS384" => 48,
        _ => 64,
    };

    private static byte[] Sized(string text) => [.. Number(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Number(int value)
    {
        var octets = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(octets, value);
        return octets;
    }
}
