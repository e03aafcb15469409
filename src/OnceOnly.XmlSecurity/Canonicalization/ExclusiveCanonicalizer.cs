// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.Xml;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Canonicalization;

/// <summary>Exclusive XML canonicalisation 1.0 without comments of one element.</summary>
internal static class ExclusiveCanonicalizer
{
    public const string Algorithm = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <param name="element">What to canonicalise; it is not changed.</param>
    /// <param name="inclusivePrefixes">The PrefixList of InclusiveNamespaces, or null.</param>
    /// <param name="without">A child to leave out: the enveloped signature.</param>
    public static byte[] Canonicalize(XmlElement element, string? inclusivePrefixes, XmlElement? without = null)
    {
        var copy = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var root = (XmlElement)copy.AppendChild(copy.ImportNode(element, deep: false))!;
        // The transform sees declarations only as attributes, so those of the ancestors are written on the copy.
        NamespaceScope.Declare(NamespaceScope.Of(element.ParentNode as XmlElement), root);
        for (var child = element.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!ReferenceEquals(child, without))
            {
                root.AppendChild(copy.ImportNode(child, deep: true));
            }
        }

        var transform = new XmlDsigExcC14NTransform(includeComments: false, inclusivePrefixes);
        transform.LoadInput(copy);
        using var output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }
}
