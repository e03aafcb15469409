// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Catalogue;

/// <summary>Texts with languages as the data model writes them (<c>EL</c>) and as the heart does (<c>el</c>).</summary>
internal static class OotsTexts
{
    public static LocalizedTexts Localized(IEnumerable<OotsText> texts) => new(texts
        .DistinctBy(text => text.Language, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(text => text.Language.ToLowerInvariant(), text => text.Text, StringComparer.Ordinal));

    public static IReadOnlyList<OotsText> Of(IReadOnlyDictionary<string, string> texts) =>
        [.. texts.Select(text => new OotsText(text.Key.ToUpperInvariant(), text.Value))];
}
