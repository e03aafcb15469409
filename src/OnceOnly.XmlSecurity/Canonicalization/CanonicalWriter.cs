// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Text;

namespace OnceOnly.XmlSecurity.Canonicalization;

/// <summary>
/// Writes exclusive XML canonicalisation 1.0 without comments, piece by piece, so that a document need not be in memory.
/// </summary>
/// <param name="output">Takes the UTF-8; the memory is the writer's and changes afterwards.</param>
/// <param name="inclusivePrefixes">The PrefixList of InclusiveNamespaces; <c>#default</c> stands for the empty prefix.</param>
internal sealed class CanonicalWriter(Action<ReadOnlySpan<byte>> output, IReadOnlyList<string> inclusivePrefixes)
{
    private const int FlushAt = 8 * 1024;

    private static readonly SearchValues<char> EscapedInText = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> EscapedInAttributes = SearchValues.Create("&<\"\t\n\r");

    private static readonly Comparison<CanonicalAttribute> ByName = (one, other) =>
        string.CompareOrdinal(one.NamespaceUri, other.NamespaceUri) is not 0 and var byNamespace
            ? byNamespace
            : string.CompareOrdinal(one.LocalName, other.LocalName);

    private readonly StringBuilder text = new();
    private readonly Stack<(string Name, int Rendered)> open = new();

    // Declarations written on open elements, the innermost last.
    private readonly List<(string Prefix, string NamespaceUri)> rendered = [];
    private readonly SortedDictionary<string, string> needed = new(StringComparer.Ordinal);
    private readonly char[] chunk = new char[FlushAt];
    private readonly byte[] bytes = new byte[FlushAt * 3];

    public static IReadOnlyList<string> Prefixes(string? prefixList) => prefixList is null
        ? []
        : [.. prefixList.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(prefix => prefix == "#default" ? string.Empty : prefix)];

    /// <param name="prefix">Prefix of the element.</param>
    /// <param name="localName">Its local name.</param>
    /// <param name="namespaceUri">Its namespace.</param>
    /// <param name="attributes">Its attributes without declarations; they are sorted.</param>
    /// <param name="resolve">The namespace a prefix is bound to here, or null.</param>
    public void Start(
        string prefix, string localName, string namespaceUri, List<CanonicalAttribute> attributes, Func<string, string?> resolve)
    {
        needed.Clear();
        needed[prefix] = namespaceUri;
        foreach (var attribute in attributes)
        {
            if (attribute.Prefix.Length > 0)
            {
                needed[attribute.Prefix] = attribute.NamespaceUri;
            }
        }

        foreach (var inclusive in inclusivePrefixes)
        {
            if (resolve(inclusive) is { } bound)
            {
                needed.TryAdd(inclusive, bound);
            }
        }

        var name = prefix.Length == 0 ? localName : prefix + ":" + localName;
        open.Push((name, rendered.Count));
        text.Append('<').Append(name);
        foreach (var (wanted, uri) in needed)
        {
            if (wanted != "xml" && uri != (InForce(wanted) ?? string.Empty))
            {
                rendered.Add((wanted, uri));
                text.Append(wanted.Length == 0 ? " xmlns" : " xmlns:").Append(wanted).Append("=\"");
                AppendAttributeValue(uri);
                text.Append('"');
            }
        }

        attributes.Sort(ByName);
        foreach (var attribute in attributes)
        {
            text.Append(' ');
            if (attribute.Prefix.Length > 0)
            {
                text.Append(attribute.Prefix).Append(':');
            }

            text.Append(attribute.LocalName).Append("=\"");
            AppendAttributeValue(attribute.Value);
            text.Append('"');
        }

        text.Append('>');
        FlushIfLarge();
    }

    public void End()
    {
        var (name, count) = open.Pop();
        rendered.RemoveRange(count, rendered.Count - count);
        text.Append("</").Append(name).Append('>');
        FlushIfLarge();
    }

    public void Text(string value)
    {
        if (!value.AsSpan().ContainsAny(EscapedInText))
        {
            text.Append(value);
        }
        else
        {
            foreach (var character in value)
            {
                _ = character switch
                {
                    '&' => text.Append("&amp;"),
                    '<' => text.Append("&lt;"),
                    '>' => text.Append("&gt;"),
                    '\r' => text.Append("&#xD;"),
                    _ => text.Append(character),
                };
            }
        }

        FlushIfLarge();
    }

    public void ProcessingInstruction(string target, string data)
    {
        text.Append("<?").Append(target);
        if (data.Length > 0)
        {
            text.Append(' ').Append(data.Replace("\r", "&#xD;", StringComparison.Ordinal));
        }

        text.Append("?>");
    }

    /// <summary>Hands over what is left.</summary>
    public void Flush()
    {
        for (var start = 0; start < text.Length;)
        {
            var count = Math.Min(chunk.Length, text.Length - start);
            text.CopyTo(start, chunk, 0, count);
            // The two halves of a character beyond the basic plane belong together.
            if (char.IsHighSurrogate(chunk[count - 1]) && start + count < text.Length)
            {
                count--;
            }

            output(bytes.AsSpan(0, Encoding.UTF8.GetBytes(chunk.AsSpan(0, count), bytes)));
            start += count;
        }

        text.Clear();
    }

    private void FlushIfLarge()
    {
        if (text.Length >= FlushAt)
        {
            Flush();
        }
    }

    private string? InForce(string prefix)
    {
        for (var i = rendered.Count - 1; i >= 0; i--)
        {
            if (rendered[i].Prefix == prefix)
            {
                return rendered[i].NamespaceUri;
            }
        }

        return null;
    }

    private void AppendAttributeValue(string value)
    {
        if (!value.AsSpan().ContainsAny(EscapedInAttributes))
        {
            text.Append(value);
            return;
        }

        foreach (var character in value)
        {
            _ = character switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '"' => text.Append("&quot;"),
                '\t' => text.Append("&#x9;"),
                '\n' => text.Append("&#xA;"),
                '\r' => text.Append("&#xD;"),
                _ => text.Append(character),
            };
        }
    }
}
