// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.CommonServices.Declaration;

/// <summary>A kind of evidence that a country issues.</summary>
internal sealed record DeclaredEvidenceType(Guid Id, string Country, IReadOnlyDictionary<string, string> Titles)
{
    public string Classification => $"https://sr.oots.tech.ec.europa.eu/evidencetypeclassifications/{Country}/{Id:D}";
}
