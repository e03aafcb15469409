// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>An EncryptedKey, taken apart: either transported by RSA or wrapped with a key agreed on by ECDH-ES.</summary>
/// <param name="Bytes">The encrypted content key.</param>
/// <param name="Transport">How RSA encrypts it, when it does.</param>
/// <param name="Agreement">How the wrapping key is agreed on, otherwise.</param>
internal sealed record WrappedKey(byte[] Bytes, KeyTransport? Transport, KeyAgreement? Agreement)
{
    public static bool TryRead(
        XmlElement encryptedKey, EncryptionProfile profile, [NotNullWhen(true)] out WrappedKey? key, out DecryptionFault fault)
    {
        key = null;
        fault = DecryptionFault.Malformed;
        var children = new ChildElements(encryptedKey);
        var method = children.Take(XmlNames.Encryption, "EncryptionMethod");
        var keyInfo = children.Take(XmlNames.Signature, "KeyInfo");
        if (method is null || !EncryptedContent.TryReadCipherValue(children, out var bytes))
        {
            return false;
        }

        fault = DecryptionFault.AlgorithmRefused;
        if (KeyWrapAlgorithm.KeyBytes(method.Attribute("Algorithm")) is > 0 and var keyBytes)
        {
            if (profile.AllowsKeyAgreement && keyInfo is not null && KeyAgreement.TryRead(keyInfo, keyBytes, out var agreement))
            {
                key = new WrappedKey(bytes, Transport: null, agreement);
            }
        }
        else if (TransportOf(method) is { } transport && profile.KeyTransports.Contains(transport))
        {
            key = new WrappedKey(bytes, transport, Agreement: null);
        }

        fault = key is null ? fault : DecryptionFault.None;
        return key is not null;
    }

    private static KeyTransport? TransportOf(XmlElement method)
    {
        string? digest = null;
        string? mask = null;
        foreach (var parameter in method.ChildNodes.OfType<XmlElement>())
        {
            if (parameter.Is(XmlNames.Signature, "DigestMethod") && digest is null)
            {
                digest = parameter.Attribute("Algorithm") ?? string.Empty;
            }
            else if (parameter.Is(XmlNames.Encryption11, "MGF") && mask is null)
            {
                mask = parameter.Attribute("Algorithm") ?? string.Empty;
            }
            else if (!parameter.Is(XmlNames.Encryption, "KeySize"))
            {
                // OAEPparams, for one: a label that nobody agreed on.
                return null;
            }
        }

        return KeyTransport.Find(method.Attribute("Algorithm"), digest, mask);
    }
}
