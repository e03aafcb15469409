// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.CommonServices.Declaration;

/// <summary>A record of the Data Service Directory.</summary>
/// <param name="Id">UUID of the record.</param>
/// <param name="EvidenceType">Which of the declared types.</param>
/// <param name="LevelOfAssurance">Level that a log-in must have reached.</param>
/// <param name="Distributions">Forms in which it is served.</param>
/// <param name="AccessServices">Providers and how they are reached.</param>
internal sealed record DeclaredDataService(
    Guid Id,
    string EvidenceType,
    string LevelOfAssurance,
    IReadOnlyList<DeclaredDistribution> Distributions,
    IReadOnlyList<DeclaredAccessService> AccessServices)
{
    /// <summary>What the user has to answer before a provider can be named.</summary>
    public IReadOnlyList<DeclaredQuestion> Questions { get; init; } = [];
}

/// <summary>A form of the evidence.</summary>
internal sealed record DeclaredDistribution(string Format, IReadOnlyList<string> Languages);

/// <summary>A provider behind an access point.</summary>
/// <param name="Party">Party id of the access point.</param>
/// <param name="Specifications">Versions of the data model it speaks.</param>
/// <param name="Provider">Which of the declared providers.</param>
internal sealed record DeclaredAccessService(string Party, IReadOnlyList<string> Specifications, string Provider)
{
    /// <summary>For which answers this is the provider: question, answer.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A question to the user with its possible answers.</summary>
internal sealed record DeclaredQuestion(string Id, string Scheme, IReadOnlyDictionary<string, string> Descriptions, IReadOnlyList<string> Values);
