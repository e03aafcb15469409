// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Keys;

/// <summary>Bare public keys in a ds:KeyInfo: KeyValue and dsig11:DEREncodedKeyValue (XML Signature 1.1 §4.5).</summary>
/// <remarks>Curves by name only: explicit parameters let a sender bring a curve of his own.</remarks>
internal static class PublicKeyElement
{
    private const byte ObjectIdentifierTag = 0x06;
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string OidPrefix = "urn:oid:";

    // A key is tried before anybody's word for it is known to be good, and time grows with the cube of its size.
    private const int MaximumRsaBytes = 2048;
    private const int MaximumExponentBytes = 8;

    /// <summary>The first bare key; false when it is none that this library reads.</summary>
    public static bool TryRead(XmlElement keyInfo, [NotNullWhen(true)] out PublicKey? publicKey)
    {
        publicKey = TryReadInfo(keyInfo, out var info) ? Load(info) : null;
        return publicKey is not null;
    }

    /// <summary>Whether an elliptic-curve key names its curve (CVE-2020-0601).</summary>
    public static bool NamesItsCurve(PublicKey key) => key.EncodedParameters?.RawData is [ObjectIdentifierTag, ..];

    private static PublicKey? Load(byte[] info)
    {
        try
        {
            var key = PublicKey.CreateFromSubjectPublicKeyInfo(info, out var read);
            return read == info.Length && (key.Oid.Value != EllipticCurve || NamesItsCurve(key)) ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool TryReadInfo(XmlElement keyInfo, [NotNullWhen(true)] out byte[]? publicKey)
    {
        publicKey = null;
        try
        {
            foreach (var child in keyInfo.ChildNodes.OfType<XmlElement>())
            {
                if (child.Is(XmlNames.Signature, "KeyValue"))
                {
                    return TryReadRsa(child, out publicKey) || TryReadCurve(child, out publicKey);
                }

                if (child.Is(XmlNames.Signature11, "DEREncodedKeyValue"))
                {
                    return ElementText.TryGetBase64(child, out publicKey);
                }
            }
        }
        catch (CryptographicException)
        {
            // A point that is not on its curve, or a curve the platform does not know.
        }

        return false;
    }

    private static bool TryReadRsa(XmlElement keyValue, [NotNullWhen(true)] out byte[]? publicKey)
    {
        publicKey = null;
        if (new ChildElements(keyValue).Take(XmlNames.Signature, "RSAKeyValue") is not { } value)
        {
            return false;
        }

        var children = new ChildElements(value);
        if (children.Take(XmlNames.Signature, "Modulus") is not { } modulusElement
            || children.Take(XmlNames.Signature, "Exponent") is not { } exponentElement
            || !ElementText.TryGetBase64(modulusElement, out var modulus)
            || !ElementText.TryGetBase64(exponentElement, out var exponent)
            || modulus.Length > MaximumRsaBytes
            || exponent.Length > MaximumExponentBytes)
        {
            return false;
        }

        // ds:CryptoBinary has no leading zeros, but senders write them.
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = new BigInteger(modulus, isUnsigned: true, isBigEndian: true).ToByteArray(isUnsigned: true, isBigEndian: true),
            Exponent = exponent,
        });
        publicKey = rsa.ExportSubjectPublicKeyInfo();
        return true;
    }

    private static bool TryReadCurve(XmlElement keyValue, [NotNullWhen(true)] out byte[]? publicKey)
    {
        publicKey = null;
        if (new ChildElements(keyValue).Take(XmlNames.Signature11, "ECKeyValue") is not { } value)
        {
            return false;
        }

        var children = new ChildElements(value);
        if (children.Take(XmlNames.Signature11, "NamedCurve")?.Attribute("URI") is not { } uri
            || !uri.StartsWith(OidPrefix, StringComparison.Ordinal)
            || !NamedCurves.Eidas.Contains(uri[OidPrefix.Length..])
            || children.Take(XmlNames.Signature11, "PublicKey") is not { } pointElement
            || !ElementText.TryGetBase64(pointElement, out var point)
            || point is not [0x04, ..] || point.Length % 2 == 0)
        {
            return false;
        }

        var half = point.Length / 2;
        using var key = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.CreateFromValue(uri[OidPrefix.Length..]),
            Q = new ECPoint { X = point[1..(half + 1)], Y = point[(half + 1)..] },
        });
        publicKey = key.ExportSubjectPublicKeyInfo();
        return true;
    }
}
