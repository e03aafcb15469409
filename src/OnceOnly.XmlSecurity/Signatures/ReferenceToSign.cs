// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>What a <see cref="DetachedSigner"/> is to sign: an element of the document, or octets elsewhere.</summary>
public sealed class ReferenceToSign
{
    private readonly XmlElement? element;
    private readonly ReadOnlyMemory<byte> octets;

    private ReferenceToSign(string uri, string transform, XmlElement? element, ReadOnlyMemory<byte> octets)
    {
        Uri = uri;
        Transform = transform;
        this.element = element;
        this.octets = octets;
    }

    internal string Uri { get; }

    internal string Transform { get; }

    /// <param name="element">An element of the document that gets the signature.</param>
    /// <param name="id">Its identifier.</param>
    public static ReferenceToSign To(XmlElement element, string id) =>
        new("#" + id, ExclusiveCanonicalizer.Algorithm, element, default);

    /// <param name="uri">Where the verifier finds the octets, for example <c>cid:</c> of an attachment.</param>
    /// <param name="transform">Name of the transform that gives them.</param>
    /// <param name="octets">Its result.</param>
    public static ReferenceToSign To(string uri, string transform, ReadOnlyMemory<byte> octets) => new(uri, transform, null, octets);

    internal byte[] Hash(string digestMethod)
    {
        var content = element is null ? octets : ExclusiveCanonicalizer.Canonicalize(element, inclusivePrefixes: null);
        DigestAlgorithm.TryHash(digestMethod, content.Span, out var digest);
        return digest;
    }
}
