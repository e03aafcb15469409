// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Serving;

/// <summary>Whether who logged in here is whom a request is about: the whole person data set is compared.</summary>
internal static class RequestedPersons
{
    /// <summary>
    /// Every part that both sides have must be the same, and there must be enough of them: a company is known by its
    /// identifier, a person also by both names and the date of birth. Representation must be the same, too.
    /// </summary>
    public static bool IsSame(AuthenticatedPerson requested, AuthenticatedPerson came) =>
        IsSame(requested.Subject, came.Subject)
        && (requested.Representative, came.Representative) switch
        {
            (null, null) => true,

            // A company acts through somebody, whom the request need not name; the log-in here shows the power.
            (null, _) => requested.Subject is LegalPerson,
            ({ } wanted, { } acting) => IsSame(wanted, acting),
            _ => false,
        };

    /// <summary>A person whose request has no identifier is still told from others in the ledger.</summary>
    public static AuthenticatedPerson Recognisable(AuthenticatedPerson person) => person with
    {
        Subject = Recognisable(person.Subject),
        Representative = person.Representative is { } acting ? (NaturalPerson)Recognisable(acting) : null,
    };

    private static bool IsSame(Person requested, Person came) => (requested, came) switch
    {
        (NaturalPerson wanted, NaturalPerson is_) =>
            HasSameIdentifier(wanted, is_) is not false
            && IsSameName(wanted.FamilyName, is_.FamilyName)
            && IsSameName(wanted.GivenName, is_.GivenName)
            && wanted.DateOfBirth == is_.DateOfBirth
            && IsSameOrMissing(wanted.BirthName, is_.BirthName)
            && IsSameOrMissing(wanted.PlaceOfBirth, is_.PlaceOfBirth),
        (LegalPerson wanted, LegalPerson is_) => HasSameIdentifier(wanted, is_) is true && IsSameName(wanted.LegalName, is_.LegalName),
        _ => false,
    };

    /// <summary>
    /// The country an identifier was made for differs between there and here. Null when one side has none.
    /// </summary>
    private static bool? HasSameIdentifier(Person requested, Person came)
    {
        if (requested.Identifier.Length == 0)
        {
            return null;
        }

        return requested.Identifier.Split('/', 3) is [var origin, _, var rest]
            && came.Identifier.Split('/', 3) is [var itsOrigin, _, var itsRest]
            && string.Equals(origin, itsOrigin, StringComparison.OrdinalIgnoreCase)
            && string.Equals(rest, itsRest, StringComparison.Ordinal);
    }

    private static bool IsSameOrMissing(string? left, string? right) =>
        string.IsNullOrWhiteSpace(left) || string.IsNullOrWhiteSpace(right) || IsSameName(left, right);

    /// <summary>Both come from the same eID, so they differ at most in how they were written down on the way.</summary>
    private static bool IsSameName(string left, string right) =>
        left.Length > 0 && string.Equals(Plain(left), Plain(right), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) =>
        string.Join(' ', name.Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static Person Recognisable(Person person) => person switch
    {
        { Identifier.Length: > 0 } => person,
        NaturalPerson natural => natural with
        {
            Identifier = string.Create(
                CultureInfo.InvariantCulture,
                $"unidentified|{Plain(natural.FamilyName).ToUpperInvariant()}|{Plain(natural.GivenName).ToUpperInvariant()}|{natural.DateOfBirth:yyyy-MM-dd}"),
        },
        LegalPerson legal => legal with { Identifier = "unidentified|" + Plain(legal.LegalName).ToUpperInvariant() },
        _ => person,
    };
}
