// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Registries.Subjects;

/// <summary>Whether a record is about the person asked for.</summary>
/// <param name="Fields">All must hold.</param>
internal sealed record SubjectCheck(IReadOnlyList<SubjectField> Fields)
{
    /// <summary>Whether it tells one person from all others: an identifier, or all of both names and the date of birth.</summary>
    public bool IdentifiesOnePerson =>
        Has(SubjectMeaning.Identifier)
        || Has(SubjectMeaning.NationalIdentifier)
        || (Has(SubjectMeaning.FamilyName) && Has(SubjectMeaning.GivenName) && Has(SubjectMeaning.DateOfBirth));

    /// <returns>Null when the record is about the person.</returns>
    public EvidenceErrorCode? Refuses(StructuredRecord record, Person person, string country)
    {
        // Every field is read before any is compared: a record that cannot be read is not somebody else's.
        var texts = Fields.Select(field => record.TextAt(field.At)).ToList();
        if (texts.Any(text => text is null))
        {
            return EvidenceErrorCode.RegistryAnswerInvalid;
        }

        return Fields.Zip(texts).All(pair => pair.First.Holds(pair.Second!, person, country))
            ? null
            : EvidenceErrorCode.EvidenceAboutAnotherPerson;
    }

    private bool Has(SubjectMeaning meaning) => Fields.Any(field => field.Meaning == meaning);
}
