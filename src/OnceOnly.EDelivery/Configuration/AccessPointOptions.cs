// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Configuration;

/// <summary>An access point as configuration writes it; <see cref="AccessPointFactory"/> makes it usable.</summary>
public sealed class AccessPointOptions
{
    public PartyOptions Self { get; set; } = new();

    /// <summary>Right half of message identifiers; a DNS name of ours.</summary>
    public string Domain { get; set; } = string.Empty;

    /// <summary>PEM file with our certificate, to sign with.</summary>
    public string SigningCertificate { get; set; } = string.Empty;

    /// <summary>PEM file with its RSA private key, where that is not in the same file.</summary>
    public string? SigningKey { get; set; }

    /// <summary>PEM files with certificates that others encrypt to, the newest first; at most two.</summary>
    public IList<string> DecryptionCertificates { get; } = [];

    /// <summary>PEM files with their keys, in the same order; none where they are in the same files.</summary>
    public IList<string> DecryptionKeys { get; } = [];

    public IList<PartnerOptions> Partners { get; } = [];

    public IList<ProcessingModeOptions> ProcessingModes { get; } = [];
}
