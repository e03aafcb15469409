// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.XmlSecurity.Keys;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>xenc:AgreementMethod: ECDH-ES with ConcatKDF, on a named curve (XML Encryption 1.1 §5.6.4).</summary>
/// <param name="OriginatorKey">The sender's one-time key.</param>
/// <param name="Derivation">From the shared secret to the wrapping key.</param>
/// <param name="KeyBytes">Length of the wrapping key.</param>
internal sealed record KeyAgreement(PublicKey OriginatorKey, ConcatKdf Derivation, int KeyBytes)
{
    /// <summary>Reads the KeyInfo of an EncryptedKey that AES wraps; false for any other agreement than this one.</summary>
    public static bool TryRead(XmlElement keyInfo, int keyBytes, [NotNullWhen(true)] out KeyAgreement? agreement)
    {
        agreement = null;
        if (keyInfo.Children(XmlNames.Encryption, "AgreementMethod").ToList() is not [var method]
            || method.Attribute("Algorithm") != EncryptionAlgorithms.EcdhEs)
        {
            return false;
        }

        var children = new ChildElements(method);
        var derivationMethod = children.Take(XmlNames.Encryption11, "KeyDerivationMethod");
        var originator = children.Take(XmlNames.Encryption, "OriginatorKeyInfo");
        children.Take(XmlNames.Encryption, "RecipientKeyInfo");
        if (derivationMethod is null || originator is null || !children.IsExhausted
            || !ConcatKdf.TryRead(derivationMethod, out var derivation)
            || !PublicKeyElement.TryRead(originator, out var publicKey))
        {
            return false;
        }

        agreement = new KeyAgreement(publicKey, derivation, keyBytes);
        return true;
    }

    /// <summary>The wrapping key.</summary>
    /// <exception cref="CryptographicException">The sender's key is not on the curve of ours.</exception>
    public byte[] Agree(ECDiffieHellman ours)
    {
        using var originator = OriginatorKey.GetECDiffieHellmanPublicKey() ?? throw new CryptographicException();
        using var publicKey = originator.PublicKey;
        var secret = ours.DeriveRawSecretAgreement(publicKey);
        try
        {
            return Derivation.Derive(secret, KeyBytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
