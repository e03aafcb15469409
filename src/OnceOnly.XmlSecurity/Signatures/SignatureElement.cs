// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>A ds:Signature of exactly the one form the profile knows, taken apart.</summary>
/// <remarks>
/// One SignedInfo, one Reference, the transforms enveloped-signature and exclusive canonicalisation in this order, no
/// Object. KeyInfo may be there and is never read. Of another canonicalisation, other transforms or parameters it is only
/// said that they are there, so that a refusal can name what else is wrong.
/// </remarks>
internal sealed record SignatureElement(
    XmlElement SignedInfo,
    string? SignedInfoPrefixes,
    string? SignatureMethod,
    string? ReferenceUri,
    string? ReferencePrefixes,
    string? DigestMethod,
    byte[] DigestValue,
    byte[] SignatureValue,
    bool HasKnownTransforms)
{
    private const int MaxPrefixListLength = 1024;
    private const string EnvelopedSignature = XmlNames.Signature + "enveloped-signature";

    public static bool TryRead(XmlElement signature, [NotNullWhen(true)] out SignatureElement? parts, out SignatureFault fault)
    {
        parts = null;
        fault = SignatureFault.Malformed;

        var children = new ChildElements(signature);
        var signedInfo = children.Take(XmlNames.Signature, "SignedInfo");
        var value = children.Take(XmlNames.Signature, "SignatureValue");
        children.Take(XmlNames.Signature, "KeyInfo");
        if (signedInfo is null || value is null || !children.IsExhausted
            || !signature.HasOnlyAttributes("Id")
            || !signedInfo.HasOnlyAttributes("Id")
            || !value.HasOnlyAttributes("Id")
            || !ElementText.TryGetBase64(value, out var signatureValue))
        {
            return false;
        }

        children = new ChildElements(signedInfo);
        var canonicalization = children.Take(XmlNames.Signature, "CanonicalizationMethod");
        var signatureMethod = children.Take(XmlNames.Signature, "SignatureMethod");
        var reference = children.Take(XmlNames.Signature, "Reference");
        if (canonicalization is null || signatureMethod is null || reference is null || !children.IsExhausted
            || !reference.HasOnlyAttributes("Id", "URI", "Type"))
        {
            return false;
        }

        children = new ChildElements(reference);
        var transforms = children.Take(XmlNames.Signature, "Transforms");
        var digestMethod = children.Take(XmlNames.Signature, "DigestMethod");
        var digest = children.Take(XmlNames.Signature, "DigestValue");
        if (transforms is null || digestMethod is null || digest is null || !children.IsExhausted
            || !digest.HasOnlyAttributes()
            || !ElementText.TryGetBase64(digest, out var digestValue))
        {
            return false;
        }

        var isExclusive = TryReadCanonicalization(canonicalization, out var signedInfoPrefixes);
        var isEnveloped = TryReadTransforms(transforms, out var referencePrefixes);
        parts = new SignatureElement(
            signedInfo,
            signedInfoPrefixes,
            TryReadAlgorithm(signatureMethod, out var signatureUri) ? signatureUri : null,
            reference.Attribute("URI"),
            referencePrefixes,
            TryReadAlgorithm(digestMethod, out var digestUri) ? digestUri : null,
            digestValue,
            signatureValue,
            isExclusive && isEnveloped);
        fault = SignatureFault.None;
        return true;
    }

    private static bool TryReadTransforms(XmlElement transforms, out string? prefixes)
    {
        prefixes = null;
        var children = new ChildElements(transforms);
        var enveloped = children.Take(XmlNames.Signature, "Transform");
        var canonicalization = children.Take(XmlNames.Signature, "Transform");
        return enveloped is not null && canonicalization is not null && children.IsExhausted
            && TryReadAlgorithm(enveloped, out var first) && first == EnvelopedSignature
            && TryReadCanonicalization(canonicalization, out prefixes);
    }

    internal static bool TryReadCanonicalization(XmlElement method, out string? prefixes)
    {
        prefixes = null;
        var children = new ChildElements(method);
        if (children.Take(XmlNames.ExclusiveC14N, "InclusiveNamespaces") is { } inclusive)
        {
            prefixes = inclusive.Attribute("PrefixList");
            if (prefixes is not { Length: <= MaxPrefixListLength } || inclusive.HasChildNodes || !inclusive.HasOnlyAttributes("PrefixList"))
            {
                return false;
            }
        }

        return children.IsExhausted
            && method.HasOnlyAttributes("Algorithm")
            && method.Attribute("Algorithm") == ExclusiveCanonicalizer.Algorithm;
    }

    // Parameters (HMACOutputLength, RSAPSSParams) would change what the algorithm's name promises.
    internal static bool TryReadAlgorithm(XmlElement method, [NotNullWhen(true)] out string? uri)
    {
        uri = method.Attribute("Algorithm");
        return uri is not null && method.HasOnlyAttributes("Algorithm") && new ChildElements(method) is { IsExhausted: true };
    }
}
