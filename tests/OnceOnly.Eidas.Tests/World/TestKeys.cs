// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>Keys made once a test run; RSA keys of this size are slow to make.</summary>
internal static class TestKeys
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 NodeRsa { get; } = Rsa(3072);

    public static X509Certificate2 OurRsa { get; } = Rsa(3072);

    public static X509Certificate2 StrangerRsa { get; } = Rsa(3072);

    public static X509Certificate2 NodeP256 { get; } = Ec(ECCurve.NamedCurves.nistP256);

    public static X509Certificate2 Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        return SelfSign(new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static X509Certificate2 Ec(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return SelfSign(new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256));
    }

    /// <summary>The public key of another certificate, in one that is for RSASSA-PSS alone.</summary>
    /// <param name="of">Certificate with an RSA private key.</param>
    /// <param name="parameters">What the key may be used with; null leaves it open.</param>
    public static X509Certificate2 Pss(X509Certificate2 of, byte[]? parameters = null)
    {
        using var key = of.GetRSAPrivateKey()!;
        var name = new X500DistinguishedName("CN=test");
        var publicKey = new PublicKey(
            new Oid("1.2.840.113549.1.1.10"),
            parameters is null ? null : new AsnEncodedData(parameters),
            new AsnEncodedData(key.ExportRSAPublicKey()));
        return new CertificateRequest(name, publicKey, HashAlgorithmName.SHA256)
            .Create(name, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pss), From, From.AddYears(10), [1]);
    }

    private static X509Certificate2 SelfSign(CertificateRequest request) =>
        request.CreateSelfSigned(From, From.AddYears(10));
}
