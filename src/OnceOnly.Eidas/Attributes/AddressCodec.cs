// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Persons;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Attributes;

/// <summary>Addresses on the wire: base64 of UTF-8 XML, a sequence of elements without a root.</summary>
internal static partial class AddressCodec
{
    private const string Wrapper = "address";

    private static readonly XmlLimits Limits = new(MaxBytes: 16 * 1024, MaxDepth: 4, MaxNodes: 200);

    public static string Encode(EidasAddress address, string namespaceUri)
    {
        XNamespace ns = namespaceUri;
        var text = new StringBuilder();
        foreach (var (name, value) in Parts(address))
        {
            if (value is not null)
            {
                text.Append(new XElement(ns + name, new XAttribute(XNamespace.Xmlns + "eidas", ns), value));
            }
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <returns>Null for what is no address.</returns>
    public static EidasAddress? Decode(string base64)
    {
        if (!Base64.TryDecode(base64, out var bytes)
            || bytes.Length > Limits.MaxBytes / 2
            || !SafeXml.TryRead(Wrap(WithoutDeclaration(Encoding.UTF8.GetString(bytes))), Limits, out var document, out _))
        {
            return null;
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in PartsOf(document.DocumentElement!))
        {
            if (!ElementText.TryGet(element, out var text) || !parts.TryAdd(element.LocalName, text.Trim()))
            {
                return null;
            }
        }

        return parts.Count == 0 ? null : new EidasAddress
        {
            PoBox = parts.GetValueOrDefault(nameof(EidasAddress.PoBox)),
            LocatorDesignator = parts.GetValueOrDefault(nameof(EidasAddress.LocatorDesignator)),
            LocatorName = parts.GetValueOrDefault(nameof(EidasAddress.LocatorName)),
            CvaddressArea = parts.GetValueOrDefault(nameof(EidasAddress.CvaddressArea)),
            Thoroughfare = parts.GetValueOrDefault(nameof(EidasAddress.Thoroughfare)),
            PostName = parts.GetValueOrDefault(nameof(EidasAddress.PostName)),
            AdminunitFirstline = parts.GetValueOrDefault(nameof(EidasAddress.AdminunitFirstline)),
            AdminunitSecondline = parts.GetValueOrDefault(nameof(EidasAddress.AdminunitSecondline)),
            PostCode = parts.GetValueOrDefault(nameof(EidasAddress.PostCode)),
        };
    }

    // The order is the schema's.
    private static IEnumerable<(string Name, string? Value)> Parts(EidasAddress address) =>
    [
        (nameof(address.PoBox), address.PoBox),
        (nameof(address.LocatorDesignator), address.LocatorDesignator),
        (nameof(address.LocatorName), address.LocatorName),
        (nameof(address.CvaddressArea), address.CvaddressArea),
        (nameof(address.Thoroughfare), address.Thoroughfare),
        (nameof(address.PostName), address.PostName),
        (nameof(address.AdminunitFirstline), address.AdminunitFirstline),
        (nameof(address.AdminunitSecondline), address.AdminunitSecondline),
        (nameof(address.PostCode), address.PostCode),
    ];

    // Who takes the parts from a document of their own leaves what stands before its root.
    private static string WithoutDeclaration(string sequence)
    {
        var start = sequence.TrimStart('\uFEFF');
        return start.StartsWith("<?xml ", StringComparison.Ordinal) && start.IndexOf("?>", StringComparison.Ordinal) is > 0 and var end
            ? start[(end + 2)..]
            : start;
    }

    // Senders leave out the declarations of prefixes, so each prefix that occurs is declared around them.
    private static byte[] Wrap(string sequence)
    {
        var declarations = PrefixPattern().Matches(sequence)
            .Select(match => match.Groups["prefix"].Value)
            .Where(prefix => !prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Select(prefix => $" xmlns:{prefix}=\"urn:undeclared\"");
        return Encoding.UTF8.GetBytes($"<{Wrapper}{string.Concat(declarations)}>{sequence}</{Wrapper}>");
    }

    // Some senders do put one element around the parts.
    private static IEnumerable<XmlElement> PartsOf(XmlElement wrapper)
    {
        var children = wrapper.ChildNodes.OfType<XmlElement>().ToList();
        return children is [{ } only] && only.ChildNodes.OfType<XmlElement>().Any()
            ? only.ChildNodes.OfType<XmlElement>()
            : children;
    }

    [GeneratedRegex(
        @"(<(?<prefix>[A-Za-z_][A-Za-z0-9_.\-]*):|\s(?<prefix>[A-Za-z_][A-Za-z0-9_.\-]*):[A-Za-z0-9_.\-]+\s*=)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixPattern();
}
