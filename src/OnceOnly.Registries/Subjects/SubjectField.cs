// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Registries.Subjects;

/// <summary>A place in a record, and what of the person must stand there.</summary>
/// <param name="At">JSON pointer or XPath, known to be well formed.</param>
/// <param name="IsOneOf">At least one; all of one meaning.</param>
/// <param name="DateForm">How the registry writes the date, where it is one.</param>
internal sealed record SubjectField(string At, IReadOnlyList<SubjectAttribute> IsOneOf, string DateForm = Subjects.DateForm.Usual)
{
    public SubjectMeaning Meaning => IsOneOf[0].Meaning;

    public bool Holds(string text, Person person, string country) =>
        IsOneOf.Any(attribute => attribute.ValueFor(person, country) is { Length: > 0 } value && Same(text, value));

    /// <summary>
    /// Identifiers and dates are equal when each character is. Names are equal when they are after trimming, Unicode
    /// NFC and simple upper-casing (so both Greek sigmas are one letter, and ß is not ss). Nothing is transliterated.
    /// </summary>
    private bool Same(string text, string value) => Meaning switch
    {
        SubjectMeaning.Identifier or SubjectMeaning.NationalIdentifier => string.Equals(text, value, StringComparison.Ordinal),
        SubjectMeaning.DateOfBirth => string.Equals(text, Subjects.DateForm.To(value, DateForm), StringComparison.Ordinal),
        _ => string.Equals(
            text.Trim().Normalize(), value.Trim().Normalize(), StringComparison.OrdinalIgnoreCase),
    };
}
