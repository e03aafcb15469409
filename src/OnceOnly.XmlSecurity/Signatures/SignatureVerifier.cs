// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>Verifies one form of signature and no other: enveloped, over the whole element it is a child of.</summary>
public static class SignatureVerifier
{
    /// <summary>
    /// Answers whether <paramref name="element"/> is signed, as a whole, by one of the trusted keys. The signature must be
    /// its direct child and refer to its ID; the document must come from <see cref="SafeXml"/>, which holds IDs unique.
    /// </summary>
    /// <param name="element">The element that should be signed.</param>
    /// <param name="idAttribute">Name of its identifier attribute, <c>ID</c> in SAML.</param>
    /// <param name="trusted">Keys to try; chosen by the caller, never by the message.</param>
    /// <param name="profile">Allowed algorithms and key strengths.</param>
    /// <param name="verified">The same element, when it is signed.</param>
    /// <param name="fault">Why not, otherwise.</param>
    public static bool TryVerify(
        XmlElement element,
        string idAttribute,
        IReadOnlyList<VerificationKey> trusted,
        SignatureProfile profile,
        [NotNullWhen(true)] out VerifiedElement? verified,
        out SignatureFault fault)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(trusted);
        ArgumentNullException.ThrowIfNull(profile);

        try
        {
            fault = Check(element, idAttribute, trusted, profile);
        }
        catch (CryptographicException)
        {
            // What has no canonical form is not verified.
            fault = SignatureFault.Malformed;
        }

        verified = fault == SignatureFault.None ? new VerifiedElement(element) : null;
        return verified is not null;
    }

    private static SignatureFault Check(
        XmlElement element, string idAttribute, IReadOnlyList<VerificationKey> trusted, SignatureProfile profile)
    {
        var signatures = element.ChildNodes.OfType<XmlElement>()
            .Where(child => child.Is(XmlNames.Signature, "Signature"))
            .ToList();
        if (signatures.Count != 1)
        {
            return signatures.Count == 0 ? SignatureFault.Missing : SignatureFault.Malformed;
        }

        if (!SignatureElement.TryRead(signatures[0], out var parts, out var fault))
        {
            return fault;
        }

        fault = CheckSignedInfo(parts, element.Attribute(idAttribute), trusted, profile);
        if (fault != SignatureFault.None)
        {
            return fault;
        }

        var content = ExclusiveCanonicalizer.Canonicalize(element, parts.ReferencePrefixes, without: signatures[0]);
        return content.Length > 0
            && DigestAlgorithm.TryHash(parts.DigestMethod, content, out var digest)
            && CryptographicOperations.FixedTimeEquals(digest, parts.DigestValue)
            ? SignatureFault.None
            : SignatureFault.DigestMismatch;
    }

    /// <summary>All but the digest: that the signature refers to its parent, and that a trusted key made it as allowed.</summary>
    internal static SignatureFault CheckSignedInfo(
        SignatureElement parts, string? id, IReadOnlyList<VerificationKey> trusted, SignatureProfile profile)
    {
        if (id is not { Length: > 0 } || parts.ReferenceUri != "#" + id)
        {
            return SignatureFault.SignsSomethingElse;
        }

        var algorithm = profile.Algorithms.FirstOrDefault(allowed => allowed.Uri == parts.SignatureMethod);
        if (algorithm is null || !profile.DigestMethods.Contains(parts.DigestMethod, StringComparer.Ordinal))
        {
            return SignatureFault.AlgorithmRefused;
        }

        var fitting = trusted.Where(key => key.Fits(algorithm, profile)).ToList();
        if (fitting.Count == 0)
        {
            return SignatureFault.NoFittingKey;
        }

        // The signature over SignedInfo first: what a stranger wrote into it is then never acted upon.
        var signedInfo = ExclusiveCanonicalizer.Canonicalize(parts.SignedInfo, parts.SignedInfoPrefixes);
        return fitting.Exists(key => key.Verifies(algorithm, signedInfo, parts.SignatureValue))
            ? SignatureFault.None
            : SignatureFault.NotMadeByTrustedKey;
    }
}
