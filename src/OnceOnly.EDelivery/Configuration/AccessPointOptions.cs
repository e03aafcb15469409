// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Configuration;

/// <summary>An access point as configuration writes it; <see cref="AccessPointFactory"/> makes it usable.</summary>
public sealed class AccessPointOptions
{
    public PartyOptions Self { get; set; } = new();

    /// <summary>Right half of message identifiers; a DNS name of ours.</summary>
    public string Domain { get; set; } = string.Empty;

    /// <summary>PEM file with our certificate and its RSA private key, to sign with.</summary>
    public string SigningCertificate { get; set; } = string.Empty;

    /// <summary>PEM files with certificate and key that others encrypt to, the newest first; at most two.</summary>
    public IList<string> DecryptionCertificates { get; } = [];

    public IList<PartnerOptions> Partners { get; } = [];

    public IList<ProcessingModeOptions> ProcessingModes { get; } = [];
}
