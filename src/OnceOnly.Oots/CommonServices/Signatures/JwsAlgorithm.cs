// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Oots.CommonServices.Signatures;

/// <summary>The signature algorithms that are accepted; the key must be of the kind and size the name says.</summary>
/// <remarks>EdDSA, which the specification would rather see, is not in this runtime; no service was seen using it.</remarks>
internal sealed class JwsAlgorithm
{
    private static readonly JwsAlgorithm[] All =
    [
        new("ES256", HashAlgorithmName.SHA256, curveBits: 256),
        new("ES384", HashAlgorithmName.SHA384, curveBits: 384),
        new("ES512", HashAlgorithmName.SHA512, curveBits: 521),
        new("PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        new("PS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        new("PS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        new("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    ];

    private readonly string name;
    private readonly HashAlgorithmName hash;
    private readonly int? curveBits;
    private readonly RSASignaturePadding padding;

    private JwsAlgorithm(string name, HashAlgorithmName hash, int curveBits)
        : this(name, hash, RSASignaturePadding.Pss) => this.curveBits = curveBits;

    private JwsAlgorithm(string name, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        this.name = name;
        this.hash = hash;
        this.padding = padding;
    }

    public static bool TryFind(string name, [NotNullWhen(true)] out JwsAlgorithm? algorithm)
    {
        algorithm = Array.Find(All, known => known.name == name);
        return algorithm is not null;
    }

    public bool Fits(X509Certificate2 certificate)
    {
        if (curveBits is { } bits)
        {
            using var elliptic = certificate.GetECDsaPublicKey();
            return elliptic?.KeySize == bits;
        }

        using var rsa = certificate.GetRSAPublicKey();
        return rsa?.KeySize >= 2048;
    }

    public bool Verify(X509Certificate2 certificate, byte[] signed, byte[] signature)
    {
        if (curveBits is not null)
        {
            using var elliptic = certificate.GetECDsaPublicKey()!;
            return elliptic.VerifyData(signed, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = certificate.GetRSAPublicKey()!;
        return rsa.VerifyData(signed, signature, hash, padding);
    }
}
