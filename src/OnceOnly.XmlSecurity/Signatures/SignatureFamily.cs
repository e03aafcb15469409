// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>Which mathematics a signature algorithm uses.</summary>
public enum SignatureFamily
{
    /// <summary>RSASSA-PSS, MGF1 with the same hash, salt as long as the hash (RFC 6931 §2.3.10).</summary>
    RsaPss,

    /// <summary>RSASSA-PKCS1-v1_5. Not allowed between eIDAS nodes; some national interfaces still speak it.</summary>
    RsaPkcs1,

    /// <summary>ECDSA, the two numbers side by side in fixed length.</summary>
    Ecdsa,
}
