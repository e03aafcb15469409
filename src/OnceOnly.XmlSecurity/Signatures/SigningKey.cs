// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>A private key that signs, with the certificate it is published by.</summary>
public sealed class SigningKey
{
    private readonly AsymmetricAlgorithm key;

    /// <param name="certificate">Certificate with an RSA or elliptic-curve private key; it must outlive this object.</param>
    /// <param name="algorithm">Null chooses RSA-PSS with SHA-256, or ECDSA with the hash as long as the curve.</param>
    /// <exception cref="ArgumentException">It has no private key, or the algorithm is not of its kind.</exception>
    public SigningKey(X509Certificate2 certificate, SignatureAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Certificate = certificate;
        key = certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey()
            ?? throw new ArgumentException("The certificate has no RSA or elliptic-curve private key.", nameof(certificate));
        Algorithm = algorithm ?? DefaultFor(key);
        if ((Algorithm.Family == SignatureFamily.Ecdsa) != (key is ECDsa))
        {
            throw new ArgumentException($"The key cannot sign with {Algorithm.Uri}.", nameof(algorithm));
        }
    }

    public X509Certificate2 Certificate { get; }

    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The same key with another algorithm.</summary>
    /// <exception cref="ArgumentException">The algorithm is not of the key's kind.</exception>
    public SigningKey With(SignatureAlgorithm algorithm) => new(Certificate, algorithm);

    /// <summary>Signs bytes that are no XML, such as a query.</summary>
    public byte[] SignDetached(byte[] content) => Sign(content);

    internal byte[] Sign(byte[] content) => key switch
    {
        RSA rsa => rsa.SignData(content, Algorithm.Hash, VerificationKey.PaddingOf(Algorithm)),
        ECDsa ecdsa => ecdsa.SignData(content, Algorithm.Hash),
        _ => throw new InvalidOperationException("Neither RSA nor ECDSA."),
    };

    private static SignatureAlgorithm DefaultFor(AsymmetricAlgorithm key) => key switch
    {
        ECDsa { KeySize: > 384 } => SignatureAlgorithm.EcdsaSha512,
        ECDsa { KeySize: > 256 } => SignatureAlgorithm.EcdsaSha384,
        ECDsa => SignatureAlgorithm.EcdsaSha256,
        _ => SignatureAlgorithm.RsaPssSha256,
    };
}
