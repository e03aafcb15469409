// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>What to look for; null means any.</summary>
public sealed record EvidenceQuery(
    string Procedure,
    string? Requirement = null,
    string? EvidenceType = null,
    string? Provider = null,
    string? Country = null)
{
    /// <summary>Who looks; null where nobody in particular does, and names that only their finder may use lead nowhere.</summary>
    public Finder? Finder { get; init; }

    /// <summary>Whether a citizen's explicit request names the provider, so that nothing new is found.</summary>
    public bool IsRequested { get; init; }

    /// <summary>What the citizen answered to questions by which a provider is found, by the question's identifier.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
