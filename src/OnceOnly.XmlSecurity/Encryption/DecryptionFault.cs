// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>Why encrypted content was not read. Whatever goes wrong with key or content has one and the same name.</summary>
public enum DecryptionFault
{
    None,

    /// <summary>The elements are not put together as XML Encryption and this library want them.</summary>
    Malformed,

    /// <summary>An algorithm, or a combination, that is not allowed.</summary>
    AlgorithmRefused,

    /// <summary>None of our keys gave content that is authentic.</summary>
    Failed,
}
