// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>A form in which evidence is asked for.</summary>
/// <param name="Format">Media type.</param>
public sealed record RequestedDistribution(string Format)
{
    /// <summary>From 2.0; a language the provider cannot serve is no error.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The data model, for structured formats only.</summary>
    public string? ConformsTo { get; init; }

    /// <summary>From 2.0: <c>Annex</c>, <c>HumanReadableVersion</c>, <c>Translation</c>.</summary>
    public IReadOnlyList<string> AssociatedDocuments { get; init; } = [];

    /// <summary>Up to 1.2.</summary>
    public string? Transformation { get; init; }
}
