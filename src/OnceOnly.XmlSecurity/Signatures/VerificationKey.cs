// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.XmlSecurity.Keys;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>A public key somebody decided to trust. It never comes from the message it verifies.</summary>
public sealed class VerificationKey
{
    private readonly AsymmetricAlgorithm key;
    private readonly string? curve;
    private readonly PssParameters? pss;

    private VerificationKey(AsymmetricAlgorithm key, string? curve, PssParameters? pss = null)
    {
        this.key = key;
        this.curve = curve;
        this.pss = pss;
    }

    /// <summary>
    /// The key of a certificate. Its dates and issuer play no part: trust comes from whoever published the certificate
    /// (SAML metadata interoperability profile), and ends with that publication.
    /// </summary>
    /// <returns>False for anything but RSA and elliptic curves given by name.</returns>
    public static bool TryFromCertificate(X509Certificate2 certificate, [NotNullWhen(true)] out VerificationKey? key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return TryFromPublicKey(certificate.PublicKey, out key);
    }

    /// <summary>The bare key of a ds:KeyInfo that somebody trustworthy published: KeyValue or dsig11:DEREncodedKeyValue.</summary>
    /// <param name="keyInfo">From signed metadata, never from the message to be verified.</param>
    /// <param name="key">RSA, or an elliptic curve given by name.</param>
    public static bool TryFromKeyInfo(XmlElement keyInfo, [NotNullWhen(true)] out VerificationKey? key)
    {
        ArgumentNullException.ThrowIfNull(keyInfo);
        key = null;
        return PublicKeyElement.TryRead(keyInfo, out var publicKey) && TryFromPublicKey(publicKey, out key);
    }

    private static bool TryFromPublicKey(PublicKey publicKey, [NotNullWhen(true)] out VerificationKey? key)
    {
        key = null;
        try
        {
            if (publicKey.Oid.Value == PssParameters.KeyType)
            {
                key = PssParameters.TryRead(publicKey.EncodedParameters, out var pss)
                    ? new VerificationKey(RsaOf(publicKey), curve: null, pss)
                    : null;
            }
            else if (publicKey.GetRSAPublicKey() is { } rsa)
            {
                key = new VerificationKey(rsa, curve: null);
            }
            else if (PublicKeyElement.NamesItsCurve(publicKey) && publicKey.GetECDsaPublicKey() is { } ecdsa)
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

    /// <summary>Whether a profile has an algorithm for a key of this kind, size and curve.</summary>
    public bool IsAllowedBy(SignatureProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.Algorithms.Any(algorithm => Fits(algorithm, profile));
    }

    /// <summary>Kind and bits.</summary>
    public override string ToString() => key is RSA ? $"RSA {key.KeySize}" : $"elliptic curve {key.KeySize}";

    internal bool Fits(SignatureAlgorithm algorithm, SignatureProfile profile) => key is RSA rsa
        ? algorithm.Family is SignatureFamily.RsaPss or SignatureFamily.RsaPkcs1
            && (pss is null || pss.Allow(algorithm))
            && rsa.KeySize >= profile.MinimumRsaKeySize
        : algorithm.Family is SignatureFamily.Ecdsa && curve is not null && profile.Curves.Contains(curve);

    internal bool Verifies(SignatureAlgorithm algorithm, byte[] content, byte[] signature)
    {
        try
        {
            return key is RSA rsa
                ? rsa.VerifyData(content, signature, algorithm.Hash, PaddingOf(algorithm))
                : ((ECDsa)key).VerifyData(content, signature, algorithm.Hash);
        }
        catch (CryptographicException)
        {
            // Of several trusted keys a broken one must not keep the others from being tried.
            return false;
        }
    }

    // The framework knows no RSA key by this algorithm's name; it is written as any other.
    private static RSA RsaOf(PublicKey publicKey)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(publicKey.EncodedKeyValue.RawData, out _);
        return rsa;
    }

    internal static RSASignaturePadding PaddingOf(SignatureAlgorithm algorithm) =>
        algorithm.Family == SignatureFamily.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}
