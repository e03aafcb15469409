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
    private const int BufferChars = 2 * 1024;

    private static readonly SearchValues<char> EscapedInText = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> EscapedInAttributes = SearchValues.Create("&<\"\t\n\r");

    private static readonly Comparison<CanonicalAttribute> ByName = (one, other) =>
        string.CompareOrdinal(one.NamespaceUri, other.NamespaceUri) is not 0 and var byNamespace
            ? byNamespace
            : string.CompareOrdinal(one.LocalName, other.LocalName);

    private static readonly Comparison<(string Prefix, string NamespaceUri)> ByPrefix =
        (one, other) => string.CompareOrdinal(one.Prefix, other.Prefix);

    private readonly Stack<(string Prefix, string LocalName, int Replaced)> open = new();

    // Declarations written on open elements and still in force, and what each of them replaced.
    private readonly Dictionary<string, string> inForce = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, string? Before)> replaced = [];
    private readonly List<(string Prefix, string NamespaceUri)> needed = [];
    private readonly char[] text = new char[BufferChars];
    private readonly byte[] bytes = new byte[BufferChars * 3];
    private int used;

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
        needed.Add((prefix, namespaceUri));
        foreach (var attribute in attributes)
        {
            if (attribute.Prefix.Length > 0)
            {
                needed.Add((attribute.Prefix, attribute.NamespaceUri));
            }
        }

        foreach (var inclusive in inclusivePrefixes)
        {
            if (resolve(inclusive) is { } bound)
            {
                needed.Add((inclusive, bound));
            }
        }

        if (needed.Count > 1)
        {
            needed.Sort(ByPrefix);
        }

        open.Push((prefix, localName, replaced.Count));
        Append("<");
        AppendName(prefix, localName);
        foreach (var (wanted, uri) in needed)
        {
            Declare(wanted, uri);
        }

        attributes.Sort(ByName);
        foreach (var attribute in attributes)
        {
            Append(" ");
            AppendName(attribute.Prefix, attribute.LocalName);
            AppendValue(attribute.Value);
        }

        Append(">");
    }

    public void End()
    {
        var (prefix, localName, count) = open.Pop();
        for (var i = replaced.Count - 1; i >= count; i--)
        {
            var (declared, before) = replaced[i];
            if (before is null)
            {
                inForce.Remove(declared);
            }
            else
            {
                inForce[declared] = before;
            }
        }

        replaced.RemoveRange(count, replaced.Count - count);
        Append("</");
        AppendName(prefix, localName);
        Append(">");
    }

    public void Text(string value) => AppendEscaped(value, EscapedInText);

    public void ProcessingInstruction(string target, string data)
    {
        Append("<?");
        Append(target);
        if (data.Length > 0)
        {
            Append(" ");
            Append(data.Replace("\r", "&#xD;", StringComparison.Ordinal));
        }

        Append("?>");
    }

    /// <summary>Hands over what is left.</summary>
    public void Flush()
    {
        output(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text.AsSpan(0, used), bytes)));
        used = 0;
    }

    private void Declare(string prefix, string namespaceUri)
    {
        // The binding of xml is everywhere, and so is that of nothing to no prefix.
        inForce.TryGetValue(prefix, out var before);
        if (prefix == "xml" || namespaceUri == (before ?? string.Empty))
        {
            return;
        }

        replaced.Add((prefix, before));
        inForce[prefix] = namespaceUri;
        Append(prefix.Length == 0 ? " xmlns" : " xmlns:");
        Append(prefix);
        AppendValue(namespaceUri);
    }

    private void AppendName(string prefix, string localName)
    {
        if (prefix.Length > 0)
        {
            Append(prefix);
            Append(":");
        }

        Append(localName);
    }

    private void AppendValue(string value)
    {
        Append("=\"");
        AppendEscaped(value, EscapedInAttributes);
        Append("\"");
    }

    private void AppendEscaped(ReadOnlySpan<char> value, SearchValues<char> escaped)
    {
        int found;
        while ((found = value.IndexOfAny(escaped)) >= 0)
        {
            Append(value[..found]);
            Append(value[found] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\t' => "&#x9;",
                '\n' => "&#xA;",
                _ => "&#xD;",
            });
            value = value[(found + 1)..];
        }

        Append(value);
    }

    private void Append(ReadOnlySpan<char> value)
    {
        while (!value.TryCopyTo(text.AsSpan(used)))
        {
            var count = text.Length - used;
            value[..count].CopyTo(text.AsSpan(used));
            value = value[count..];
            FlushFull();
        }

        used += value.Length;
    }

    // The two halves of a character beyond the basic plane belong together.
    private void FlushFull()
    {
        var last = text[^1];
        used = char.IsHighSurrogate(last) ? text.Length - 1 : text.Length;
        var isHalf = used < text.Length;
        Flush();
        if (isHalf)
        {
            text[used++] = last;
        }
    }
}
