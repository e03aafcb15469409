// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>What we write, as it stands on the wire, without what differs each time.</summary>
internal static partial class Opened
{
    /// <summary>A message or document without its signature.</summary>
    public static XElement Unsigned(ReadOnlyMemory<byte> xml)
    {
        var root = XElement.Parse(Encoding.UTF8.GetString(xml.Span));
        root.Elements(XName.Get("Signature", "http://www.w3.org/2000/09/xmldsig#")).Single().Remove();
        return root;
    }

    /// <summary>The decrypted assertion of an answer that the Spanish node signed for us.</summary>
    public static XElement Assertion(IssuedResponse response)
    {
        SafeXml.TryRead(response.Xml, XmlLimits.Message, out var document, out _).ShouldBeTrue();
        VerificationKey.TryFromCertificate(TestKeys.NodeRsa, out var key).ShouldBeTrue();
        SignatureVerifier.TryVerify(document.DocumentElement!, "ID", [key], SignatureProfile.Eidas, out var verified, out _).ShouldBeTrue();
        var encrypted = (XmlElement)document.DocumentElement!.LastChild!;
        ElementDecryptor.TryDecrypt(verified, encrypted, Actors.Us.DecryptionKeys, EncryptionProfile.Eidas, out var plaintext, out _).ShouldBeTrue();
        return XElement.Parse(Encoding.UTF8.GetString(plaintext));
    }

    /// <summary>Indented, and with every random identifier as <c>_random</c>.</summary>
    public static string Text(XElement element) => RandomId().Replace(element.ToString(), "_random");

    /// <summary>The same of a text that is expected.</summary>
    public static string Text(string expected) => Text(XElement.Parse(expected));

    [GeneratedRegex("_[0-9a-f]{40}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RandomId();
}
