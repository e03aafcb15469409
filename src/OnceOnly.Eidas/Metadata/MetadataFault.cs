// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Metadata;

/// <summary>Why a metadata document is not used.</summary>
public enum MetadataFault
{
    None,

    /// <summary>Not XML, too large, or with a document type.</summary>
    Unreadable,

    /// <summary>Not one EntityDescriptor with an entityID.</summary>
    NotAnEntity,

    /// <summary>No pinned key signed it.</summary>
    Untrusted,

    /// <summary><c>validUntil</c> is missing, unreadable or past.</summary>
    Expired,

    /// <summary>It does not describe the role wanted (identity provider or service provider) for SAML 2.0.</summary>
    WrongRole,

    /// <summary>No certificate with an RSA or named-curve key to verify signatures with.</summary>
    NoSigningKey,

    /// <summary>The country the node speaks for is there, but is not one code of two capital letters.</summary>
    NodeCountry,

    /// <summary>No endpoint for the binding wanted with an <see cref="EndpointAddress"/>.</summary>
    NoEndpoint,

    /// <summary>A service provider without an RSA or elliptic-curve certificate to encrypt to.</summary>
    NoEncryptionKey,

    /// <summary>A list of entities in which the one looked for does not occur.</summary>
    NotListed,

    /// <summary>A list of entities in which the one looked for occurs more than once.</summary>
    ListedTwice,
}
