// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>A public key somebody decided to trust. It never comes from the message it verifies.</summary>
public sealed class VerificationKey
{
    private const byte ObjectIdentifierTag = 0x06;

    private readonly AsymmetricAlgorithm key;
    private readonly string? curve;

    private VerificationKey(AsymmetricAlgorithm key, string? curve)
    {
        this.key = key;
        this.curve = curve;
    }

    /// <summary>
    /// The key of a certificate. Its dates and issuer play no part: trust comes from whoever published the certificate
    /// (SAML metadata interoperability profile), and ends with that publication.
    /// </summary>
    /// <returns>False for anything but RSA and elliptic curves given by name.</returns>
    public static bool TryFromCertificate(X509Certificate2 certificate, [NotNullWhen(true)] out VerificationKey? key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        key = null;
        try
        {
            if (certificate.GetRSAPublicKey() is { } rsa)
            {
                key = new VerificationKey(rsa, curve: null);
            }
            else if (CurveIsNamed(certificate.PublicKey) && certificate.GetECDsaPublicKey() is { } ecdsa)
            {
                key = new VerificationKey(ecdsa, ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
            }
        }
        catch (CryptographicException)
        {
            // A key this platform cannot load is a key that verifies nothing.
        }

        return key is not null;
    }

    internal bool Fits(SignatureAlgorithm algorithm, SignatureProfile profile) => key switch
    {
        RSA rsa => algorithm.Family is SignatureFamily.RsaPss or SignatureFamily.RsaPkcs1
            && rsa.KeySize >= profile.MinimumRsaKeySize,
        ECDsa => algorithm.Family is SignatureFamily.Ecdsa && curve is not null && profile.Curves.Contains(curve),
        _ => false,
    };

    internal bool Verifies(SignatureAlgorithm algorithm, byte[] content, byte[] signature)
    {
        try
        {
            return key switch
            {
                RSA rsa => rsa.VerifyData(content, signature, algorithm.Hash, PaddingOf(algorithm)),
                ECDsa ecdsa => ecdsa.VerifyData(content, signature, algorithm.Hash),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static RSASignaturePadding PaddingOf(SignatureAlgorithm algorithm) =>
        algorithm.Family == SignatureFamily.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    // Explicit curve parameters let an attacker bring a curve of his own (CVE-2020-0601); only a name will do.
    private static bool CurveIsNamed(PublicKey key) =>
        key.EncodedParameters?.RawData is [ObjectIdentifierTag, ..];
}
