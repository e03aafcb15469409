// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>The answer to a question by which a Member State finds its provider.</summary>
/// <param name="Identifier">UUID of the question.</param>
/// <param name="Type"><c>string</c>, <c>boolean</c> or <c>codelist</c>.</param>
/// <param name="Value">What the user answered; <c>true</c> or <c>false</c> for a boolean.</param>
public sealed record ProviderClassification(string Identifier, string Type, string Value)
{
    /// <summary>Address of the code list.</summary>
    public string? Scheme { get; init; }

    public string? ValueExpression { get; init; }

    public IReadOnlyList<OotsText> Descriptions { get; init; } = [];
}
