// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>A signature algorithm of XML Signature that this library can compute: one of <see cref="All"/>, nobody can add others.</summary>
public sealed class SignatureAlgorithm
{
    private const string More2001 = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string More2007 = "http://www.w3.org/2007/05/xmldsig-more#";

    private SignatureAlgorithm(string uri, SignatureFamily family, HashAlgorithmName hash)
    {
        Uri = uri;
        Family = family;
        Hash = hash;
    }

    public static SignatureAlgorithm RsaPssSha256 { get; } = new(More2007 + "sha256-rsa-MGF1", SignatureFamily.RsaPss, HashAlgorithmName.SHA256);

    public static SignatureAlgorithm RsaPssSha384 { get; } = new(More2007 + "sha384-rsa-MGF1", SignatureFamily.RsaPss, HashAlgorithmName.SHA384);

    public static SignatureAlgorithm RsaPssSha512 { get; } = new(More2007 + "sha512-rsa-MGF1", SignatureFamily.RsaPss, HashAlgorithmName.SHA512);

    public static SignatureAlgorithm EcdsaSha256 { get; } = new(More2001 + "ecdsa-sha256", SignatureFamily.Ecdsa, HashAlgorithmName.SHA256);

    public static SignatureAlgorithm EcdsaSha384 { get; } = new(More2001 + "ecdsa-sha384", SignatureFamily.Ecdsa, HashAlgorithmName.SHA384);

    public static SignatureAlgorithm EcdsaSha512 { get; } = new(More2001 + "ecdsa-sha512", SignatureFamily.Ecdsa, HashAlgorithmName.SHA512);

    public static SignatureAlgorithm RsaPkcs1Sha256 { get; } = new(More2001 + "rsa-sha256", SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA256);

    public static SignatureAlgorithm RsaPkcs1Sha384 { get; } = new(More2001 + "rsa-sha384", SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA384);

    public static SignatureAlgorithm RsaPkcs1Sha512 { get; } = new(More2001 + "rsa-sha512", SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA512);

    /// <summary>All of them. Which may be used is for a <see cref="SignatureProfile"/> to say.</summary>
    public static IReadOnlyList<SignatureAlgorithm> All { get; } =
    [
        RsaPssSha256, RsaPssSha384, RsaPssSha512, EcdsaSha256, EcdsaSha384, EcdsaSha512,
        RsaPkcs1Sha256, RsaPkcs1Sha384, RsaPkcs1Sha512,
    ];

    /// <summary>As messages name it.</summary>
    public string Uri { get; }

    public SignatureFamily Family { get; }

    public HashAlgorithmName Hash { get; }

    /// <summary>What it is called in configuration: the last part of the URI, for example <c>rsa-sha256</c>.</summary>
    public string Name => Uri[(Uri.IndexOf('#', StringComparison.Ordinal) + 1)..];
}
