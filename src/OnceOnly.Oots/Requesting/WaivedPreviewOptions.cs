// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Requesting;

/// <summary>A law of our Member State or the Union that dispenses with the preview (Article 14(5) of Regulation 2018/1724).</summary>
public sealed class WaivedPreviewOptions
{
    /// <summary>The procedure it is about.</summary>
    public string Procedure { get; set; } = string.Empty;

    /// <summary>The classification of the evidence type; any when left out.</summary>
    public string? EvidenceType { get; set; }

    /// <summary>Which law, for whoever reads the configuration.</summary>
    public string WaivedBy { get; set; } = string.Empty;

    internal bool Covers(string procedure, string evidenceType) => Procedure == procedure && (EvidenceType is null || EvidenceType == evidenceType);
}
