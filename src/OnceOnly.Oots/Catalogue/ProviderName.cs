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
public sealed record ProviderName(string Country, string Record, string Provider)
{
    private const string Prefix = "oots:";

    public override string ToString() => $"{Prefix}{Country}:{Record}:{Provider}";

    public static bool Is(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool TryParse(string? name, [NotNullWhen(true)] out ProviderName? parsed)
    {
        parsed = name is not null && Is(name) && name[Prefix.Length..].Split(':', 3) is [{ Length: 2 } country, { Length: > 0 } record, { Length: > 0 } provider]
            ? new ProviderName(country, record, provider)
            : null;
        return parsed is not null;
    }
}
