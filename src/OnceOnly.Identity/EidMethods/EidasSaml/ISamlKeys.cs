// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>
/// Our keys for SAML, as certificates whose private keys can be used. They come from files unless the host registers
/// another source before, such as a hardware token; nothing asks for a key to be exported.
/// </summary>
public interface ISamlKeys
{
    /// <summary>Signs requests: RSA from 3072 bits or an elliptic curve by name.</summary>
    X509Certificate2 Signing { get; }

    /// <summary>Published beside <see cref="Signing"/>, which it will replace; its private key is not needed yet.</summary>
    X509Certificate2? NextSigning { get; }

    /// <summary>Signs our metadata.</summary>
    X509Certificate2 Metadata { get; }

    /// <summary>What nodes encrypt to, the newest first, and the one before while nodes may still use it.</summary>
    IReadOnlyList<X509Certificate2> Decryption { get; }
}
