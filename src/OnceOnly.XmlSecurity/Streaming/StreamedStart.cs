// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Canonicalization;

namespace OnceOnly.XmlSecurity.Streaming;

/// <summary>A start tag, read off the reader.</summary>
internal sealed class StreamedStart(string prefix, string localName, string namespaceUri)
{
    private readonly Dictionary<string, string> declared = new(StringComparer.Ordinal);

    public string Prefix => prefix;

    public string LocalName => localName;

    public string NamespaceUri => namespaceUri;

    public List<CanonicalAttribute> Attributes { get; } = [];

    public void Declare(string name, string uri) => declared[name] = uri;

    public string? Resolve(string name) => declared.GetValueOrDefault(name);
}
