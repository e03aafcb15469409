// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.EDelivery.Messages;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Security;

/// <summary>An xenc:EncryptedData whose cipher text is an attachment (SwA profile 1.1 §5.5), and the key that opens it.</summary>
internal sealed record EncryptedAttachment(string ContentId, string Algorithm, TransportedKey Key)
{
    /// <param name="data">The EncryptedData.</param>
    /// <param name="keys">The EncryptedKeys of the Security header.</param>
    /// <param name="read">Keys taken apart already: attachments mostly share one.</param>
    /// <param name="attachment">What it says.</param>
    /// <param name="problem">Why not, otherwise.</param>
    public static bool TryRead(
        XmlElement data,
        IReadOnlyList<XmlElement> keys,
        Dictionary<XmlElement, TransportedKey> read,
        [NotNullWhen(true)] out EncryptedAttachment? attachment,
        [NotNullWhen(false)] out string? problem)
    {
        attachment = null;
        problem = "An EncryptedData is not of the form the profile knows.";
        var children = new ChildElements(data);
        var method = children.Take(XmlNames.Encryption, "EncryptionMethod");
        var keyInfo = children.Take(XmlNames.Signature, "KeyInfo");
        var cipher = children.Take(XmlNames.Encryption, "CipherData");
        if (method is null || cipher is null || !children.IsExhausted
            || data.Attribute("Type") != EbmsNames.AttachmentContentOnly
            || !TryReadCipherReference(cipher, out var contentId))
        {
            return false;
        }

        var algorithm = method.Attribute("Algorithm");
        if (algorithm is null || !As4Profile.ContentEncryption.Contains(algorithm, StringComparer.Ordinal) || !HasItsKeySize(method))
        {
            problem = "An attachment is encrypted with an algorithm that is not allowed.";
            return false;
        }

        problem = "The key of an attachment is missing, or wrapped in a way that is not allowed.";
        if (FindKey(data, keyInfo, keys) is not { } found)
        {
            return false;
        }

        if (!read.TryGetValue(found, out var key))
        {
            if (!TransportedKey.TryRead(found, out key, out _))
            {
                return false;
            }

            read.Add(found, key);
        }

        problem = null;
        attachment = new EncryptedAttachment(contentId, algorithm, key);
        return true;
    }

    // The algorithm says it already, and a sender may say it again.
    private static bool HasItsKeySize(XmlElement method)
    {
        var children = new ChildElements(method);
        return (children.Take(XmlNames.Encryption, "KeySize") is not { } size || (ElementText.TryGet(size, out var bits) && bits.Trim() == As4Profile.ContentKeyBits))
            && children.IsExhausted;
    }

    private static bool TryReadCipherReference(XmlElement cipher, [NotNullWhen(true)] out string? contentId)
    {
        contentId = null;
        var children = new ChildElements(cipher);
        if (children.Take(XmlNames.Encryption, "CipherReference") is not { } reference || !children.IsExhausted)
        {
            return false;
        }

        children = new ChildElements(reference);
        if (children.Take(XmlNames.Encryption, "Transforms") is not { } transforms || !children.IsExhausted)
        {
            return false;
        }

        children = new ChildElements(transforms);
        return children.Take(XmlNames.Signature, "Transform") is { } transform && children.IsExhausted
            && transform.Attribute("Algorithm") == EbmsNames.AttachmentCiphertext
            && !transform.ChildNodes.OfType<XmlElement>().Any()
            && ContentReference.TryRead(reference.Attribute("URI"), out contentId);
    }

    // By a reference from the data, by one from the key, or because there is only one: stacks differ.
    private static XmlElement? FindKey(XmlElement data, XmlElement? keyInfo, IReadOnlyList<XmlElement> keys)
    {
        if (keyInfo?.Children(XmlNames.Encryption, "EncryptedKey").FirstOrDefault() is { } inside)
        {
            return inside;
        }

        var uri = keyInfo?.Children(EbmsNames.SecurityExtension, "SecurityTokenReference")
            .SelectMany(token => token.Children(EbmsNames.SecurityExtension, "Reference"))
            .FirstOrDefault()?.Attribute("URI")
            ?? keyInfo?.Children(XmlNames.Signature, "RetrievalMethod").FirstOrDefault()?.Attribute("URI");
        if (uri is not null)
        {
            return keys.FirstOrDefault(key => SecurityHeader.IsMeant(key, uri));
        }

        return keys.Count == 1 ? keys[0] : keys.FirstOrDefault(key => key.Children(XmlNames.Encryption, "ReferenceList")
            .SelectMany(list => list.Children(XmlNames.Encryption, "DataReference"))
            .Any(reference => SecurityHeader.IsMeant(data, reference.Attribute("URI") ?? string.Empty)));
    }
}
