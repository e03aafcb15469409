// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Configuration;

/// <summary>Another access point.</summary>
public sealed class PartnerOptions
{
    public PartyOptions Party { get; set; } = new();

    /// <summary>Its https address.</summary>
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>PEM files of the certificates it signs with: one, or two while one replaces the other.</summary>
    public IList<string> SigningCertificates { get; } = [];

    /// <summary>PEM file of the certificate it reads with.</summary>
    public string EncryptionCertificate { get; set; } = string.Empty;
}
