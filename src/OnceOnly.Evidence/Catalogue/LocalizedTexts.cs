// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>One text in several languages (BCP 47 tags, lower case).</summary>
public sealed record LocalizedTexts(IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>The text in the language asked for, else in English, else in any.</summary>
    public string In(string language)
    {
        if (ByLanguage.TryGetValue(language, out var text) || ByLanguage.TryGetValue("en", out text))
        {
            return text;
        }

        return ByLanguage.Values.FirstOrDefault() ?? string.Empty;
    }
}
