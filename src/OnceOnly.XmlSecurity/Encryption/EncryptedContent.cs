// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>An element that holds one EncryptedData and, inside or beside it, an EncryptedKey for each recipient; taken apart.</summary>
internal sealed record EncryptedContent(string ContentAlgorithm, byte[] Content, IReadOnlyList<WrappedKey> WrappedKeys)
{
    /// <summary>Each is tried with each key of ours, and RSA is slow.</summary>
    private const int MaximumRecipients = 8;

    public static bool TryRead(
        XmlElement container, EncryptionProfile profile, [NotNullWhen(true)] out EncryptedContent? content, out DecryptionFault fault)
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

        // How the key was wrapped for somebody else is nothing to us, as long as one of them can be ours.
        var wrappedKeys = new List<WrappedKey>();
        var isAllowed = profile.ContentAlgorithms.Contains(method.Attribute("Algorithm"), StringComparer.Ordinal)
            && EncryptionAlgorithms.KeyBytes(method.Attribute("Algorithm")) != 0;
        foreach (var key in keys)
        {
            if (WrappedKey.TryRead(key, profile, out var wrappedKey, out var keyFault))
            {
                wrappedKeys.Add(wrappedKey);
            }
            else if (keyFault == DecryptionFault.Malformed)
            {
                return false;
            }
        }

        if (!isAllowed || wrappedKeys.Count == 0)
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

    internal static bool TryReadCipherValue(ChildElements children, [NotNullWhen(true)] out byte[]? bytes)
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
}
