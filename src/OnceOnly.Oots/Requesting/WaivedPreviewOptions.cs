// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Requesting;

/// <summary>A law of our Member State or the Union that dispenses with the preview (Article 14(5) of Regulation 2018/1724).</summary>
public sealed class WaivedPreviewOptions
{
    private const string AnyEvidenceType = "*";

    /// <summary>The procedure it is about.</summary>
    public string Procedure { get; set; } = string.Empty;

    /// <summary>The classification of the evidence type, or <c>*</c> for any.</summary>
    public string EvidenceType { get; set; } = string.Empty;

    /// <summary>Which law, for whoever reads the configuration.</summary>
    public string WaivedBy { get; set; } = string.Empty;

    internal bool Covers(string procedure, string evidenceType) =>
        Procedure == procedure && (EvidenceType == AnyEvidenceType || EvidenceType == evidenceType);
}
