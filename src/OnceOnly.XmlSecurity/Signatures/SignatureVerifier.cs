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
    /// its direct child and refer to its ID, or to the whole document where the profile allows that; the document must come
    /// from <see cref="SafeXml"/>, which holds IDs unique.
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

    /// <summary>
    /// Everything about an element's signature that is refused before any key is used, in the order of
    /// <see cref="SignatureFault"/>: what a refusal tells its reader beside the fault that came first.
    /// </summary>
    /// <returns>Empty for a signature that only its mathematics can refuse.</returns>
    public static IReadOnlyList<SignatureFault> FaultsOfForm(
        XmlElement element, string idAttribute, IReadOnlyList<VerificationKey> trusted, SignatureProfile profile)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(trusted);
        ArgumentNullException.ThrowIfNull(profile);
        return TryReadSignature(element, out _, out var parts, out var fault)
            ? [.. FaultsOf(parts, SignedElement.Of(element, idAttribute), trusted, profile)]
            : [fault];
    }

    private static SignatureFault Check(
        XmlElement element, string idAttribute, IReadOnlyList<VerificationKey> trusted, SignatureProfile profile)
    {
        if (!TryReadSignature(element, out var signature, out var parts, out var fault))
        {
            return fault;
        }

        fault = CheckSignedInfo(parts, SignedElement.Of(element, idAttribute), trusted, profile);
        if (fault != SignatureFault.None)
        {
            return fault;
        }

        var content = ExclusiveCanonicalizer.Canonicalize(element, parts.ReferencePrefixes, without: signature);
        return content.Length > 0
            && DigestAlgorithm.TryHash(parts.DigestMethod!, content, out var digest)
            && CryptographicOperations.FixedTimeEquals(digest, parts.DigestValue)
            ? SignatureFault.None
            : SignatureFault.DigestMismatch;
    }

    /// <summary>All but the digest: that the signature refers to its parent, and that a trusted key made it as allowed.</summary>
    internal static SignatureFault CheckSignedInfo(
        SignatureElement parts, SignedElement signed, IReadOnlyList<VerificationKey> trusted, SignatureProfile profile)
    {
        var fault = FaultsOf(parts, signed, trusted, profile).FirstOrDefault();
        if (fault != SignatureFault.None)
        {
            return fault;
        }

        // The signature over SignedInfo first: what a stranger wrote into it is then never acted upon.
        var algorithm = profile.Algorithms.First(allowed => allowed.Uri == parts.SignatureMethod);
        var signedInfo = ExclusiveCanonicalizer.Canonicalize(parts.SignedInfo, parts.SignedInfoPrefixes);
        return trusted.Any(key => key.Fits(algorithm, profile) && key.Verifies(algorithm, signedInfo, parts.SignatureValue))
            ? SignatureFault.None
            : SignatureFault.NotMadeByTrustedKey;
    }

    private static IEnumerable<SignatureFault> FaultsOf(
        SignatureElement parts, SignedElement signed, IReadOnlyList<VerificationKey> trusted, SignatureProfile profile)
    {
        if (!signed.IsMeantBy(parts.ReferenceUri, profile))
        {
            yield return SignatureFault.SignsSomethingElse;
        }

        var algorithm = profile.Algorithms.FirstOrDefault(allowed => allowed.Uri == parts.SignatureMethod);
        if (algorithm is null || !parts.HasKnownTransforms || !profile.DigestMethods.Contains(parts.DigestMethod, StringComparer.Ordinal))
        {
            yield return SignatureFault.AlgorithmRefused;
        }

        // For an algorithm that is not allowed any other that is would do.
        var candidates = algorithm is null ? profile.Algorithms : [algorithm];
        if (!trusted.Any(key => candidates.Any(candidate => key.Fits(candidate, profile))))
        {
            yield return SignatureFault.NoFittingKey;
        }
    }

    private static bool TryReadSignature(
        XmlElement element,
        [NotNullWhen(true)] out XmlElement? signature,
        [NotNullWhen(true)] out SignatureElement? parts,
        out SignatureFault fault)
    {
        parts = null;
        var signatures = element.ChildNodes.OfType<XmlElement>()
            .Where(child => child.Is(XmlNames.Signature, "Signature"))
            .ToList();
        signature = signatures.Count == 1 ? signatures[0] : null;
        if (signature is null)
        {
            fault = signatures.Count == 0 ? SignatureFault.Missing : SignatureFault.Malformed;
            return false;
        }

        return SignatureElement.TryRead(signature, out parts, out fault);
    }
}
