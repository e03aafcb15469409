// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.EDelivery.Envelopes;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Security;

/// <summary>The children of <c>wsse:Security</c>, sorted; in whatever order they came.</summary>
internal sealed record SecurityHeader(
    XmlElement Signature, IReadOnlyList<XmlElement> Tokens, IReadOnlyList<XmlElement> EncryptedKeys, IReadOnlyList<XmlElement> EncryptedData)
{
    private const int MaxTokens = 8;
    private const int MaxKeys = 4;

    /// <returns>False with a sentence on what is wrong.</returns>
    public static bool TryRead(Envelope envelope, [NotNullWhen(true)] out SecurityHeader? header, [NotNullWhen(false)] out string? problem)
    {
        header = null;
        if (envelope.Security is not { } security)
        {
            problem = "There is no Security header.";
            return false;
        }

        XmlElement? signature = null;
        var tokens = new List<XmlElement>();
        var keys = new List<XmlElement>();
        var data = new List<XmlElement>();
        var lists = new List<XmlElement>();
        foreach (var child in security.ChildNodes.OfType<XmlElement>())
        {
            if (child.Is(XmlNames.Signature, "Signature") && signature is null)
            {
                signature = child;
            }
            else if (child.Is(EbmsNames.SecurityExtension, "BinarySecurityToken") || child.Is(EbmsNames.SecurityUtility, "Timestamp"))
            {
                tokens.Add(child);
            }
            else if (child.Is(XmlNames.Encryption, "EncryptedKey"))
            {
                keys.Add(child);
            }
            else if (child.Is(XmlNames.Encryption, "EncryptedData"))
            {
                data.Add(child);
            }
            else if (child.Is(XmlNames.Encryption, "ReferenceList"))
            {
                lists.Add(child);
            }
            else
            {
                problem = child.Is(XmlNames.Signature, "Signature") ? "There is more than one signature." : "The Security header holds something unknown.";
                return false;
            }
        }

        problem = signature is null ? "There is no signature."
            : tokens.Count > MaxTokens || keys.Count > MaxKeys || data.Count > As4Profile.MaxParts ? "The Security header holds too much."
            : !lists.TrueForAll(list => NamesOnly(list, data)) ? "A list in the Security header names something that is not encrypted in it."
            : null;
        header = problem is null ? new SecurityHeader(signature!, tokens, keys, data) : null;
        return header is not null;
    }

    // It says again what is encrypted (WS-Security 1.1 §9.1), and is never asked; only it must not speak of anything else.
    private static bool NamesOnly(XmlElement list, List<XmlElement> data)
    {
        var children = new ChildElements(list);
        var references = children.TakeAll(XmlNames.Encryption, "DataReference");
        return children.IsExhausted && references.Count <= data.Count
            && references.All(reference => data.Exists(element => IsMeant(element, reference.Attribute("URI") ?? string.Empty)));
    }

    /// <summary>Whether a reference means this element. Identifiers are unique in a document, in whatever spelling.</summary>
    public static bool IsMeant(XmlElement element, string uri) => uri.Length > 1 && uri[0] == '#' && (
        element.GetAttribute("Id", EbmsNames.SecurityUtility) == uri[1..]
        || element.GetAttribute("Id") == uri[1..]
        || element.GetAttribute("id") == uri[1..]
        || element.GetAttribute("id", XmlNames.Xml) == uri[1..]);
}
