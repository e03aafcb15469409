// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>A key of ours for which connectors encrypt: RSA of 2048 bits at least, or on P-256, P-384 or P-521.</summary>
internal sealed class TokenDecryptionKey
{
    /// <summary>The one with SHA-1, which is sound there but needs to be wished for.</summary>
    public const string OaepWithSha1 = "RSA-OAEP";

    private const string Oaep = "RSA-OAEP-256";
    private const string Agreed = "ECDH-ES";
    private const int SmallestRsaKey = 2048;

    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];
    private static readonly CryptoProviderFactory WithoutCache = new() { CacheSignatureProviders = false };

    private readonly RSA? _rsa;
    private readonly ECDiffieHellman? _elliptic;

    private TokenDecryptionKey(RSA? rsa, ECDiffieHellman? elliptic)
    {
        _rsa = rsa;
        _elliptic = elliptic;
    }

    public static IReadOnlyList<string> RsaAlgorithms { get; } = [Oaep, OaepWithSha1];

    public static IReadOnlyList<string> EllipticAlgorithms { get; } = [Agreed, "ECDH-ES+A128KW", "ECDH-ES+A256KW"];

    /// <summary>The algorithms that it serves.</summary>
    public IReadOnlyList<string> Algorithms => _rsa is null ? EllipticAlgorithms : RsaAlgorithms;

    /// <exception cref="ArgumentException">The key is of another kind, or too small.</exception>
    public static TokenDecryptionKey Load(KeyFiles files)
    {
        var certificate = files.Load();
        return (certificate.GetRSAPrivateKey(), certificate.GetECDiffieHellmanPrivateKey()) switch
        {
            ({ KeySize: >= SmallestRsaKey } rsa, _) => new TokenDecryptionKey(rsa, elliptic: null),
            (null, { } elliptic) when Curves.Contains(CurveOf(elliptic), StringComparer.Ordinal) => new TokenDecryptionKey(rsa: null, elliptic),
            _ => throw new ArgumentException("Neither RSA of 2048 bits nor on P-256, P-384 or P-521.", nameof(files)),
        };
    }

    /// <returns>The key of the content; null when this key does not give it.</returns>
    public byte[]? ContentKey(string algorithm, JsonElement header, byte[] encryptedKey, ContentEncryption encryption)
    {
        try
        {
            return algorithm switch
            {
                Oaep => _rsa?.Decrypt(encryptedKey, RSAEncryptionPadding.OaepSHA256),
                OaepWithSha1 => _rsa?.Decrypt(encryptedKey, RSAEncryptionPadding.OaepSHA1),
                Agreed => encryptedKey.Length == 0 ? Agree(header, encryption.Name, encryption.KeyLength) : null,
                _ => Unwrap(algorithm[(Agreed.Length + 1)..], header, algorithm, encryptedKey),
            };
        }
        catch (Exception failure) when (failure is CryptographicException or SecurityTokenKeyWrapException or ArgumentException)
        {
            return null;
        }
    }

    private byte[]? Unwrap(string wrap, JsonElement header, string algorithm, byte[] encryptedKey) =>
        Agree(header, algorithm, wrap == SecurityAlgorithms.Aes128KW ? 16 : 32) is { } key
            ? WithoutCache.CreateKeyWrapProvider(new SymmetricSecurityKey(key), wrap).UnwrapKey(encryptedKey)
            : null;

    /// <summary>RFC 7518 §4.6: the secret of both keys, through the Concat KDF of NIST SP 800-56A with SHA-256.</summary>
    private byte[]? Agree(JsonElement header, string algorithm, int length)
    {
        if (_elliptic is null || !header.TryGetProperty("epk", out var epk) || JwkNumbers.Elliptic(epk) is not { } theirs
            || !ReceivedJwt.TryDecode(header.Text("apu") ?? "", out var apu) || !ReceivedJwt.TryDecode(header.Text("apv") ?? "", out var apv))
        {
            return null;
        }

        using var ephemeral = ECDiffieHellman.Create(theirs);
        using var theirKey = ephemeral.PublicKey;
        var secret = _elliptic.DeriveRawSecretAgreement(theirKey);
        byte[] about = [.. Sized(Encoding.ASCII.GetBytes(algorithm)), .. Sized(apu), .. Sized(apv), .. Number(length * 8)];
        var derived = new List<byte>();
        for (var round = 1; derived.Count < length; round++)
        {
            derived.AddRange(SHA256.HashData([.. Number(round), .. secret, .. about]));
        }

        return [.. derived.Take(length)];
    }

    private static byte[] Sized(byte[] octets) => [.. Number(octets.Length), .. octets];

    private static byte[] Number(int value)
    {
        var octets = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(octets, value);
        return octets;
    }

    private static string? CurveOf(ECDiffieHellman key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value;
}
