// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>Why an element does not count as signed.</summary>
public enum SignatureFault
{
    None,

    /// <summary>No signature is a child of the element.</summary>
    Missing,

    /// <summary>More than one is, or the one there is has another form than the profile's.</summary>
    Malformed,

    /// <summary>It signs something else than its own parent.</summary>
    SignsSomethingElse,

    /// <summary>Transforms, canonicalisation, digest or signature algorithm are not allowed.</summary>
    AlgorithmRefused,

    /// <summary>No trusted key is of the kind and strength the algorithm wants.</summary>
    NoFittingKey,

    /// <summary>The element was changed after signing.</summary>
    DigestMismatch,

    /// <summary>No trusted key made this signature.</summary>
    NotMadeByTrustedKey,
}
