// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>Signs with the framework's canonicalisation in ways our signer never writes.</summary>
internal static class SignWith
{
    public static void Prefixes(XmlElement root, SigningKey key, string prefixes)
    {
        EnvelopedSigner.Sign(root, "ID", key);
        if (prefixes.Length == 0)
        {
            return;
        }

        var signature = (XmlElement)root.FirstChild!;
        root.RemoveChild(signature);
        var digest = SHA256.HashData(Canonical(root, prefixes));
        root.PrependChild(signature);
        var transform = (XmlElement)signature.GetElementsByTagName("ds:Transform")[1]!;
        var inclusive = root.OwnerDocument.CreateElement("ec", "InclusiveNamespaces", "http://www.w3.org/2001/10/xml-exc-c14n#");
        inclusive.SetAttribute("PrefixList", prefixes);
        transform.AppendChild(inclusive);
        signature.GetElementsByTagName("ds:DigestValue")[0]!.InnerText = Convert.ToBase64String(digest);

        SignAgain(signature, key);
    }

    /// <summary>Signs with white space inside of what is signed, as those who indent write it.</summary>
    public static void Indented(XmlElement root, SigningKey key)
    {
        EnvelopedSigner.Sign(root, "ID", key);
        var signature = (XmlElement)root.FirstChild!;
        foreach (var child in signature.FirstChild!.ChildNodes.OfType<XmlElement>().ToList())
        {
            signature.FirstChild.InsertBefore(root.OwnerDocument.CreateSignificantWhitespace("\n  "), child);
        }

        SignAgain(signature, key);
    }

    private static void SignAgain(XmlElement signature, SigningKey key)
    {
        var signedInfo = new XmlDocument { PreserveWhitespace = true };
        signedInfo.AppendChild(signedInfo.ImportNode(signature.FirstChild!, deep: true));
        using var ecdsa = key.Certificate.GetECDsaPrivateKey()!;
        signature.GetElementsByTagName("ds:SignatureValue")[0]!.InnerText = Convert.ToBase64String(
            ecdsa.SignData(Canonical(signedInfo.DocumentElement!, ""), key.Algorithm.Hash));
    }

    private static byte[] Canonical(XmlElement element, string prefixes)
    {
        var copy = new XmlDocument { PreserveWhitespace = true };
        copy.AppendChild(copy.ImportNode(element, deep: true));
        var transform = new XmlDsigExcC14NTransform(includeComments: false, prefixes);
        transform.LoadInput(copy);
        using var stream = (MemoryStream)transform.GetOutput(typeof(Stream));
        return stream.ToArray();
    }
}
