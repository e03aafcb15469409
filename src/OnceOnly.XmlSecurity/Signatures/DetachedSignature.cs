// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>
/// A ds:Signature that stands beside what it signs: several references, each with one transform. Reading it checks form and
/// algorithms only; who made it, and that each reference is of the element or octets meant, is for the caller to ask.
/// </summary>
/// <remarks>References are never resolved here. The caller decides what must be signed and asks for exactly that, so that
/// nothing in the message can move a signature to another place.</remarks>
public sealed class DetachedSignature
{
    private readonly XmlElement signedElement;
    private readonly string? signedPrefixes;
    private readonly byte[] signatureValue;

    private DetachedSignature(
        XmlElement signedInfo, string? signedInfoPrefixes, SignatureAlgorithm algorithm, byte[] value, XmlElement? keyInfo, IReadOnlyList<SignedReference> references)
    {
        signedElement = signedInfo;
        signedPrefixes = signedInfoPrefixes;
        signatureValue = value;
        Algorithm = algorithm;
        KeyInfo = keyInfo;
        References = references;
    }

    public IReadOnlyList<SignedReference> References { get; }

    /// <summary>What the signer says of its key. It proves nothing.</summary>
    public XmlElement? KeyInfo { get; }

    public SignatureAlgorithm Algorithm { get; }

    /// <param name="signature">The ds:Signature.</param>
    /// <param name="profile">Allowed algorithms; checked before any key is used.</param>
    /// <param name="octetTransform">The one transform besides exclusive canonicalisation that a reference may have.</param>
    /// <param name="maxReferences">More are refused.</param>
    /// <param name="parts">The signature taken apart.</param>
    /// <param name="fault">Why not, otherwise.</param>
    public static bool TryRead(
        XmlElement signature,
        SignatureProfile profile,
        string octetTransform,
        int maxReferences,
        [NotNullWhen(true)] out DetachedSignature? parts,
        out SignatureFault fault)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(profile);
        parts = null;
        fault = SignatureFault.Malformed;

        var children = new ChildElements(signature);
        var signedInfo = children.Take(XmlNames.Signature, "SignedInfo");
        var value = children.Take(XmlNames.Signature, "SignatureValue");
        var keyInfo = children.Take(XmlNames.Signature, "KeyInfo");
        if (!signature.Is(XmlNames.Signature, "Signature") || signedInfo is null || value is null || !children.IsExhausted
            || !signature.HasOnlyAttributes("Id")
            || !signedInfo.HasOnlyAttributes("Id")
            || !value.HasOnlyAttributes("Id")
            || !ElementText.TryGetBase64(value, out var bytes))
        {
            return false;
        }

        children = new ChildElements(signedInfo);
        var canonicalization = children.Take(XmlNames.Signature, "CanonicalizationMethod");
        var method = children.Take(XmlNames.Signature, "SignatureMethod");
        var references = children.TakeAll(XmlNames.Signature, "Reference");
        if (canonicalization is null || method is null || !children.IsExhausted || references.Count == 0 || references.Count > maxReferences)
        {
            return false;
        }

        var read = new List<SignedReference>();
        foreach (var reference in references)
        {
            fault = ReadReference(reference, octetTransform, out var part);
            if (fault != SignatureFault.None)
            {
                return false;
            }

            read.Add(part!);
        }

        fault = SignatureFault.AlgorithmRefused;
        if (!SignatureElement.TryReadCanonicalization(canonicalization, out var prefixes)
            || !SignatureElement.TryReadAlgorithm(method, out var uri)
            || profile.Algorithms.FirstOrDefault(allowed => allowed.Uri == uri) is not { } algorithm
            || read.Exists(reference => !profile.DigestMethods.Contains(reference.DigestMethod, StringComparer.Ordinal)))
        {
            return false;
        }

        parts = new DetachedSignature(signedInfo, prefixes, algorithm, bytes, keyInfo, read);
        fault = SignatureFault.None;
        return true;
    }

    /// <summary>Whether this key made the signature over the references as they stand.</summary>
    public bool IsMadeBy(VerificationKey key, SignatureProfile profile)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(profile);
        try
        {
            return key.Fits(Algorithm, profile)
                && key.Verifies(Algorithm, ExclusiveCanonicalizer.Canonicalize(signedElement, signedPrefixes), signatureValue);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static SignatureFault ReadReference(XmlElement reference, string octetTransform, out SignedReference? part)
    {
        part = null;
        var children = new ChildElements(reference);
        var transforms = children.Take(XmlNames.Signature, "Transforms");
        var digestMethod = children.Take(XmlNames.Signature, "DigestMethod");
        var digest = children.Take(XmlNames.Signature, "DigestValue");
        if (transforms is null || digestMethod is null || digest is null || !children.IsExhausted
            || !reference.HasOnlyAttributes("Id", "URI", "Type")
            || reference.Attribute("URI") is not { Length: > 0 } uri
            || !digest.HasOnlyAttributes()
            || !ElementText.TryGetBase64(digest, out var digestValue))
        {
            return SignatureFault.Malformed;
        }

        children = new ChildElements(transforms);
        if (children.Take(XmlNames.Signature, "Transform") is not { } transform || !children.IsExhausted
            || !SignatureElement.TryReadAlgorithm(digestMethod, out var digestUri))
        {
            return SignatureFault.AlgorithmRefused;
        }

        string? prefixes = null;
        var isOctets = SignatureElement.TryReadAlgorithm(transform, out var algorithm) && algorithm == octetTransform;
        if (!isOctets && !SignatureElement.TryReadCanonicalization(transform, out prefixes))
        {
            return SignatureFault.AlgorithmRefused;
        }

        part = new SignedReference(
            reference, uri, isOctets ? octetTransform : ExclusiveCanonicalizer.Algorithm, prefixes, digestUri, digestValue);
        return SignatureFault.None;
    }
}
