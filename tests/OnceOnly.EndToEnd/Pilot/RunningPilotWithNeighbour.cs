// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>The same with a second Member State.</summary>
public sealed class RunningPilotWithNeighbour : RunningPilot
{
    /// <summary>An evidence type about which the Data Service Directory asks something first. Whoever works at a shell may want it.</summary>
    public const string Transcript = "https://sr.oots.tech.ec.europa.eu/evidencetypeclassifications/FI/9779c421-8bd4-4e4a-93e4-ba588286c8b1";

    protected override bool CrossesBorders => true;

    protected override IReadOnlyDictionary<string, string?> MoreSettings { get; } =
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["Identity:Clients:2:EvidenceTypes:9"] = Transcript };
}
