// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>An element that holds one EncryptedData and, inside or beside it, an EncryptedKey for each recipient; taken apart.</summary>
internal sealed record EncryptedContent(string ContentAlgorithm, byte[] Content, IReadOnlyList<byte[]> WrappedKeys)
{
    /// <summary>Each is tried with each key of ours, and RSA is slow.</summary>
    private const int MaximumRecipients = 4;

    public static bool TryRead(XmlElement container, [NotNullWhen(true)] out EncryptedContent? content, out DecryptionFault fault)
    {
        content = null;
        fault = DecryptionFault.Malformed;

        var children = new ChildElements(container);
        var data = children.Take(XmlNames.Encryption, "EncryptedData");
        var keys = new List<XmlElement>(children.TakeAll(XmlNames.Encryption, "EncryptedKey"));
        if (data is null || !children.IsExhausted
            || data.Attribute("Type") is not (null or EncryptionAlgorithms.ElementType))
        {
            return false;
        }

        children = new ChildElements(data);
        var method = children.Take(XmlNames.Encryption, "EncryptionMethod");
        var keyInfo = children.Take(XmlNames.Signature, "KeyInfo");
        if (method is null
            || !TryReadCipherValue(children, out var cipherText)
            || !TryFindKeys(keyInfo, keys))
        {
            return false;
        }

        var wrappedKeys = new List<byte[]>();
        var areAllowed = EncryptionAlgorithms.KeyBytes(method.Attribute("Algorithm")) != 0;
        foreach (var key in keys)
        {
            children = new ChildElements(key);
            var keyMethod = children.Take(XmlNames.Encryption, "EncryptionMethod");
            children.Take(XmlNames.Signature, "KeyInfo");
            if (keyMethod is null || !TryReadCipherValue(children, out var wrappedKey))
            {
                return false;
            }

            areAllowed = areAllowed && IsOaepSha256(keyMethod);
            wrappedKeys.Add(wrappedKey);
        }

        if (!areAllowed)
        {
            fault = DecryptionFault.AlgorithmRefused;
            return false;
        }

        content = new EncryptedContent(method.Attribute("Algorithm")!, cipherText, wrappedKeys);
        fault = DecryptionFault.None;
        return true;
    }

    // A key a recipient, wherever they stand; a RetrievalMethod may only point at one of them. No URI is ever followed.
    private static bool TryFindKeys(XmlElement? keyInfo, List<XmlElement> keys)
    {
        var retrievals = new List<XmlElement>();
        foreach (var child in keyInfo?.ChildNodes.OfType<XmlElement>() ?? [])
        {
            if (child.Is(XmlNames.Encryption, "EncryptedKey"))
            {
                keys.Add(child);
            }
            else if (child.Is(XmlNames.Signature, "RetrievalMethod"))
            {
                retrievals.Add(child);
            }
        }

        return keys.Count is > 0 and <= MaximumRecipients && retrievals.TrueForAll(retrieval =>
            keys.Exists(key => retrieval.Attribute("URI") == "#" + key.Attribute("Id"))
            && retrieval.Attribute("Type") is null or EncryptionAlgorithms.EncryptedKeyType
            && !retrieval.ChildNodes.OfType<XmlElement>().Any());
    }

    private static bool TryReadCipherValue(ChildElements children, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (children.Take(XmlNames.Encryption, "CipherData") is not { } cipherData)
        {
            return false;
        }

        children = new ChildElements(cipherData);
        return children.Take(XmlNames.Encryption, "CipherValue") is { } value
            && children.IsExhausted
            && ElementText.TryGetBase64(value, out bytes);
    }

    // The platform's OAEP has one hash for label and mask; digest SHA-256 with MGF1-SHA256 is the eIDAS default. A missing
    // MGF means MGF1-SHA1, a missing digest SHA-1, and rsa-oaep-mgf1p fixes SHA-1: all refused.
    private static bool IsOaepSha256(XmlElement method)
    {
        string? digest = null;
        string? mask = null;
        foreach (var parameter in method.ChildNodes.OfType<XmlElement>())
        {
            if (parameter.Is(XmlNames.Signature, "DigestMethod") && digest is null)
            {
                digest = parameter.Attribute("Algorithm");
            }
            else if (parameter.Is(XmlNames.Encryption11, "MGF") && mask is null)
            {
                mask = parameter.Attribute("Algorithm");
            }
            else if (!parameter.Is(XmlNames.Encryption, "KeySize"))
            {
                return false;
            }
        }

        return method.Attribute("Algorithm") == EncryptionAlgorithms.RsaOaep
            && digest == Signatures.DigestAlgorithm.Sha256
            && mask == EncryptionAlgorithms.Mgf1Sha256;
    }
}
