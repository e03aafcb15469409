// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;

namespace OnceOnly.Registries.Declarations;

internal static class Texts
{
    public static LocalizedTexts Read(IReadOnlyDictionary<string, string> byLanguage, Problems problems)
    {
        problems.At("en").AddUnless(byLanguage.ContainsKey("en"), "is missing. English serves whoever reads none of the other languages.");
        foreach (var (language, text) in byLanguage)
        {
            problems.At(language).Has(text);
            problems.At(language).AddUnless(
                !language.Any(char.IsUpper), "must be a language tag in lower case, such as el.");
        }

        return new LocalizedTexts(byLanguage.ToDictionary(StringComparer.Ordinal));
    }
}
