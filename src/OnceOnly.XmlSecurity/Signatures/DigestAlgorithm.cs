// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>A digest algorithm of XML Signature and XML Encryption. SHA-1 and MD5 are not among them.</summary>
public static class DigestAlgorithm
{
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    public const string Sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384";
    public const string Sha512 = "http://www.w3.org/2001/04/xmlenc#sha512";

    /// <summary>All of them, for metadata.</summary>
    public static IReadOnlyList<string> All { get; } = [Sha256, Sha384, Sha512];

    internal static bool TryHash(string uri, ReadOnlySpan<byte> content, out byte[] digest)
    {
        digest = uri switch
        {
            Sha256 => SHA256.HashData(content),
            Sha384 => SHA384.HashData(content),
            Sha512 => SHA512.HashData(content),
            _ => [],
        };
        return digest.Length > 0;
    }

    /// <exception cref="CryptographicException">It is none of ours.</exception>
    internal static HashAlgorithmName NameOf(string uri) => uri switch
    {
        Sha256 => HashAlgorithmName.SHA256,
        Sha384 => HashAlgorithmName.SHA384,
        Sha512 => HashAlgorithmName.SHA512,
        _ => throw new CryptographicException(),
    };

    internal static string Of(HashAlgorithmName hash)
    {
        if (hash == HashAlgorithmName.SHA512)
        {
            return Sha512;
        }

        return hash == HashAlgorithmName.SHA384 ? Sha384 : Sha256;
    }
}
