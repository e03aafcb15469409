// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Persons;

/// <summary>
/// How much of what is held about a person the one who logged in may see and end. The person in person: all. Their
/// representative: what was done in this representation, for parents separate and powers end. A company cannot log in
/// in person, so whoever represents it sees all of the company's.
/// </summary>
internal sealed class Standing
{
    private readonly PersonReference _reference;
    private readonly bool _isInPerson;

    private Standing(PersonReference reference, bool isInPerson, bool seesAll) =>
        (_reference, _isInPerson, SeesAll) = (reference, isInPerson, seesAll);

    /// <summary>Whether everything about the person may be seen; else only what the same representative did.</summary>
    public bool SeesAll { get; }

    public static Standing Of(AuthenticatedPerson person, PersonReference reference)
    {
        var isInPerson = person.Representative is null;
        return new Standing(reference, isInPerson, seesAll: isInPerson || person.Subject is LegalPerson);
    }

    /// <summary>Whether what was obtained under this reference may be seen and erased.</summary>
    public bool Sees(PersonReference obtainedBy) =>
        obtainedBy.IsSameAs(_reference) || (SeesAll && obtainedBy.Subject == _reference.Subject);

    /// <summary>Whether an explicit request given under this reference may be ended: one does not speak for a fellow representative.</summary>
    public bool MayEnd(PersonReference givenBy) =>
        givenBy.IsSameAs(_reference) || (_isInPerson && givenBy.Subject == _reference.Subject);
}
