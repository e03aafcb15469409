// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Oots.Catalogue;

/// <summary>
/// Identifier of a provider abroad as e-services see it: <c>oots:COUNTRY:RECORD:PROVIDER</c>, with the record of the Data Service
/// Directory and the provider's own identifier. It names one data service of one authority, so nothing is left to pick.
/// </summary>
/// <param name="Country">Two letters; Greece is <c>EL</c>.</param>
/// <param name="Record">UUID of the record.</param>
/// <param name="Provider">The authority's identifier, without its scheme.</param>
/// <param name="Answers">The citizen's answers by which it was found, sealed, because they are about the citizen; null where nothing was asked.</param>
public sealed record ProviderName(string Country, string Record, string Provider, string? Answers = null)
{
    private const char AnswersFollow = '~';

    private const string Prefix = "oots:";

    /// <summary>In place of a provider that is not found yet.</summary>
    public static ProviderName NotFoundYet(string country) => new(country, "?", "?");

    public override string ToString() => $"{Prefix}{Country}:{Record}:{Provider}" + (Answers is null ? string.Empty : AnswersFollow + Answers);

    public static bool Is(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool TryParse(string? name, [NotNullWhen(true)] out ProviderName? parsed)
    {
        var (bare, answers) = name?.LastIndexOf(AnswersFollow) is >= 0 and var at ? (name[..at], name[(at + 1)..]) : (name, null);
        parsed = bare is not null && Is(bare) && bare[Prefix.Length..].Split(':', 3) is [{ Length: 2 } country, { Length: > 0 } record, { Length: > 0 } provider]
            ? new ProviderName(country, record, provider, answers)
            : null;
        return parsed is not null;
    }
}
