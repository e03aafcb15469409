// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Persons;

/// <summary>A name, in Latin script and, when it was given in another one, as the person writes it.</summary>
/// <param name="Latin">For matching.</param>
/// <param name="Original">For showing; null when there is only the Latin form.</param>
public sealed record TransliteratedText(string Latin, string? Original = null)
{
    /// <summary>Names are personal data and stay out of texts that might be logged.</summary>
    public override string ToString() => nameof(TransliteratedText);
}
