// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Registries.Subjects;

/// <summary>One thing the eID says of the person, by the name configuration uses for it.</summary>
internal sealed record SubjectAttribute(string Name, SubjectMeaning Meaning, SubjectKind? OnlyOf, Func<Person, string?> Of)
{
    public const string DateOfBirth = "subject.dateOfBirth";

    private static readonly SubjectAttribute[] All =
    [
        new("subject.identifier", SubjectMeaning.Identifier, null, person => person.Identifier),
        new("subject.identifier.national", SubjectMeaning.NationalIdentifier, null, NationalIdentifier),
        Natural("subject.familyName", SubjectMeaning.FamilyName, person => person.FamilyName),
        Natural("subject.originalFamilyName", SubjectMeaning.FamilyName, person => person.OriginalFamilyName),
        Natural("subject.birthName", SubjectMeaning.FamilyName, person => person.BirthName),
        Natural("subject.givenName", SubjectMeaning.GivenName, person => person.GivenName),
        Natural("subject.originalGivenName", SubjectMeaning.GivenName, person => person.OriginalGivenName),
        Natural(DateOfBirth, SubjectMeaning.DateOfBirth, person => person.DateOfBirth.ToString(DateForm.Usual, CultureInfo.InvariantCulture)),
        Legal("subject.legalName", person => person.LegalName),
        Legal("subject.originalLegalName", person => person.OriginalLegalName),
    ];

    public static IEnumerable<SubjectAttribute> For(SubjectKind kind) =>
        All.Where(attribute => attribute.OnlyOf is null || attribute.OnlyOf == kind);

    /// <summary>
    /// The value for a registry of the given country. A national identifier means something only in the country that
    /// issued it: 1001 of Finland and 1001 of Greece are two people.
    /// </summary>
    public string? ValueFor(Person person, string country) =>
        Meaning == SubjectMeaning.NationalIdentifier
        && !person.Identifier.StartsWith(country + "/", StringComparison.Ordinal)
            ? null
            : Of(person);

    /// <summary>What follows <c>XX/YY/</c>; it may itself hold slashes.</summary>
    private static string? NationalIdentifier(Person person) => person.Identifier.Split('/', 3) is [{ Length: 2 }, { Length: 2 }, { Length: > 0 } rest] ? rest : null;

    private static SubjectAttribute Natural(string name, SubjectMeaning meaning, Func<NaturalPerson, string?> of) =>
        new(name, meaning, SubjectKind.NaturalPerson, person => person is NaturalPerson natural ? of(natural) : null);

    private static SubjectAttribute Legal(string name, Func<LegalPerson, string?> of) =>
        new(name, SubjectMeaning.LegalName, SubjectKind.LegalPerson, person => person is LegalPerson legal ? of(legal) : null);
}
