// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>One ds:Reference of a <see cref="DetachedSignature"/>: what it points at, how that becomes octets, their digest.</summary>
public sealed class SignedReference
{
    private readonly string? prefixes;
    private readonly byte[] digest;

    internal SignedReference(XmlElement element, string uri, string transform, string? prefixes, string digestMethod, byte[] digest)
    {
        Element = element;
        Uri = uri;
        Transform = transform;
        DigestMethod = digestMethod;
        this.prefixes = prefixes;
        this.digest = digest;
    }

    /// <summary>The ds:Reference itself, for receipts that repeat it.</summary>
    public XmlElement Element { get; }

    /// <summary>As written: <c>#id</c> of an element, <c>cid:</c> of an attachment.</summary>
    public string Uri { get; }

    /// <summary>Exclusive canonicalisation for an element, or the one transform of octets that the caller allowed.</summary>
    public string Transform { get; }

    public string DigestMethod { get; }

    public ReadOnlyMemory<byte> DigestValue => digest;

    /// <summary>Whether it is about elements of the document.</summary>
    public bool IsOfElement => Transform == ExclusiveCanonicalizer.Algorithm;

    /// <summary>Whether the element is, as it stands now, what was signed.</summary>
    public bool Matches(XmlElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        try
        {
            return IsOfElement && Fits(ExclusiveCanonicalizer.Canonicalize(element, prefixes));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Whether the octets are what was signed.</summary>
    public bool Matches(ReadOnlySpan<byte> octets) => !IsOfElement && Fits(octets);

    private bool Fits(ReadOnlySpan<byte> octets) =>
        DigestAlgorithm.TryHash(DigestMethod, octets, out var actual) && CryptographicOperations.FixedTimeEquals(actual, digest);
}
