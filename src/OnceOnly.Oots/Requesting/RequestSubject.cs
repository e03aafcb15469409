// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;
using OnceOnly.Evidence.Persons;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Rules;
namespace OnceOnly.Oots.Requesting;

/// <summary>The person data set of a log-in as a request carries it.</summary>
/// <param name="rekeyingCountries">States whose eIDAS identifiers differ for each relying country, so that nobody else can use them: not forwarded.</param>
public sealed class RequestSubject(IEnumerable<string> rekeyingCountries)
{
    private const string ScopeAttribute = "PowerOfRepresentationScope";

    private readonly FrozenSet<string> rekeying = rekeyingCountries.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>States seen to make another identifier for each relying country.</summary>
    public static IReadOnlyList<string> KnownRekeyingCountries { get; } = ["AT", "LU", "NL"];

    /// <summary>Subject and, when another acts, the representative with the power for this procedure.</summary>
    public (OotsPerson Subject, OotsPerson? Representative) Of(AuthenticatedPerson person, string procedure)
    {
        ArgumentNullException.ThrowIfNull(person);
        var level = person.LevelOfAssurance.ToString();
        var scope = new SectorAttribute(ScopeAttribute, "http://data.europa.eu/p4s/attributes/" + ScopeAttribute, procedure);
        var subject = Describe(person.Subject, level);
        return (subject, person.Representative is null ? null : Describe(person.Representative, level) with { SectorAttributes = [scope] });
    }

    private OotsPerson Describe(Person person, string level) => person switch
    {
        LegalPerson legal => new OotsLegalPerson(legal.LegalName) { LevelOfAssurance = level, Identifier = Identifier(legal.Identifier) },
        NaturalPerson natural => new OotsNaturalPerson(natural.FamilyName, natural.GivenName, natural.DateOfBirth)
        {
            LevelOfAssurance = level,
            Identifier = Identifier(natural.Identifier),
            BirthName = natural.BirthName,
            PlaceOfBirth = natural.PlaceOfBirth,
        },
        _ => throw new ArgumentException("A person is natural or legal.", nameof(person)),
    };

    /// <summary>
    /// Whether the person has an identifier that no request may carry: C040 and its kin ask for the form, and for six characters at the least.
    /// Natural persons are found by their names and date of birth then; a request about a legal person would break C049 and does not leave.
    /// </summary>
    public static bool LeavesOut(Person? person) => person is not null && !RuleValues.IsEidasIdentifier(person.Identifier, OotsCodeLists.BuiltIn);

    private SchemedIdentifier? Identifier(string identifier) =>
        RuleValues.IsEidasIdentifier(identifier, OotsCodeLists.BuiltIn) && !rekeying.Contains(identifier[..2])
            ? new SchemedIdentifier(EdmNames.EidasScheme, identifier)
            : null;
}
