// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnceOnly.Pilot.CommonServices.Declaration;

/// <summary>What the pilot's Evidence Broker and Data Service Directory know: <c>pilot.commonservices.json</c>.</summary>
internal sealed record DeclaredCatalogue
{
    private static readonly JsonSerializerOptions Json = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The pilot's own.</summary>
    public static string DefaultFile => Path.Combine(AppContext.BaseDirectory, "pilot.commonservices.json");

    public required IReadOnlyList<DeclaredRequirement> Requirements { get; init; }

    /// <summary>By the names that lists and data services use.</summary>
    public required IReadOnlyDictionary<string, DeclaredEvidenceType> EvidenceTypes { get; init; }

    /// <summary>By the names that access services use.</summary>
    public required IReadOnlyDictionary<string, DeclaredProvider> Providers { get; init; }

    public required IReadOnlyList<DeclaredDataService> DataServices { get; init; }

    /// <exception cref="JsonException">It is not as it must be.</exception>
    public static DeclaredCatalogue Read(string path) => JsonSerializer.Deserialize<DeclaredCatalogue>(File.ReadAllBytes(path), Json)!;
}
