// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Logging in through eIDAS nodes or national connectors that speak SAML (<c>Identity:EidasSaml</c>).</summary>
public sealed class EidasSamlOptions
{
    public const string Section = "Identity:EidasSaml";

    /// <summary>Our country (Greece is <c>EL</c>); identifiers made for another one are refused.</summary>
    public string Country { get; set; } = string.Empty;

    /// <summary>Whether we belong to the public or the private sector.</summary>
    public SpType SpType { get; set; } = SpType.Public;

    /// <summary>States <see cref="SpType"/> in metadata instead of in each request.</summary>
    public bool SpTypeInMetadata { get; set; }

    /// <summary>Our name in requests; several nodes insist on one.</summary>
    public string? ProviderName { get; set; }

    /// <summary>Signs requests: RSA from 3072 bits (RSA-PSS) or an elliptic curve by name (ECDSA).</summary>
    public KeyFiles SigningKey { get; } = new();

    /// <summary>
    /// Certificate of the key that will replace <see cref="SigningKey"/>: published beside it, so that nodes know the key
    /// before it signs.
    /// </summary>
    public string? NextSigningCertificateFile { get; set; }

    /// <summary>Signs our metadata; nodes pin it. <value>The default is <see cref="SigningKey"/>.</value></summary>
    public KeyFiles MetadataKey { get; } = new();

    /// <summary>Key to which nodes encrypt: RSA from 3072 bits (RSA-OAEP) or an elliptic curve by name (ECDH-ES).</summary>
    public KeyFiles EncryptionKey { get; } = new();

    /// <summary>The encryption key before that, while nodes may still use it.</summary>
    public KeyFiles PreviousEncryptionKey { get; } = new();

    /// <summary>Who runs the gateway, for our metadata.</summary>
    public ContactOptions Contacts { get; } = new();

    /// <summary>How long a copy of our metadata may be used.</summary>
    public TimeSpan MetadataValidity { get; set; } = TimeSpan.FromDays(1);

    /// <summary>From leaving for the node until its answer.</summary>
    public TimeSpan RequestLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How far a node's clock may be ahead of ours.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>By identifier: the nodes or connectors, for example one a country.</summary>
    public Dictionary<string, ConnectorOptions> Connectors { get; } = [];
}
