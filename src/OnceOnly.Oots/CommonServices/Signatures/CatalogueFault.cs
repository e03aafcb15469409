// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.CommonServices.Signatures;

/// <summary>Why an answer of a common service is not believed.</summary>
public enum CatalogueFault
{
    None,

    /// <summary>No <c>digest</c> header with SHA-256, or more than one.</summary>
    DigestMissing,

    /// <summary>The digest is not that of the body.</summary>
    DigestWrong,

    /// <summary>No <c>oots-response-sig</c> header, or more than one.</summary>
    SignatureMissing,

    /// <summary>Not a detached JWS, or its header is not readable.</summary>
    SignatureMalformed,

    /// <summary>An algorithm that is not allowed, or that does not fit the key.</summary>
    AlgorithmRefused,

    /// <summary>A critical header that is not understood, or one that must be critical and is not.</summary>
    CriticalHeader,

    /// <summary>Not the JAdES mechanism for HTTP headers, or it does not cover <c>digest</c>.</summary>
    NotOverDigest,

    /// <summary>No certificate, or one that cannot be read.</summary>
    CertificateMissing,

    /// <summary>The certificate does not chain to a pinned root, or was not valid at the time.</summary>
    CertificateUntrusted,

    /// <summary>Signed later than now.</summary>
    SignedInTheFuture,

    /// <summary>Signed longer ago than is allowed.</summary>
    TooOld,

    /// <summary>It holds, but the answer is to another question.</summary>
    OtherQuestion,

    /// <summary>The signature is not by that certificate over that header.</summary>
    SignatureWrong,
}
