// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Attributes;

/// <summary>A person's data set as attributes; what the node's side sends and diagnosis shows.</summary>
public static class PersonAttributes
{
    private static readonly (string LocalName, Func<EidasNaturalPerson, object?> Value)[] Natural =
    [
        ("PersonIdentifier", person => person.Identifier),
        ("CurrentFamilyName", person => person.FamilyName),
        ("CurrentGivenName", person => person.GivenName),
        ("DateOfBirth", person => person.DateOfBirth),
        ("BirthName", person => person.BirthName),
        ("PlaceOfBirth", person => person.PlaceOfBirth),
        ("CurrentAddress", person => person.CurrentAddress),
        ("Gender", person => person.Gender),
        ("Nationality", person => person.Nationality),
        ("CountryOfBirth", person => person.CountryOfBirth),
        ("CountryOfResidence", person => person.CountryOfResidence),
        ("TownOfBirth", person => person.TownOfBirth),
        ("PhoneNumber", person => person.PhoneNumber),
        ("EmailAddress", person => person.EmailAddress),
    ];

    private static readonly (string LocalName, Func<EidasLegalPerson, object?> Value)[] Legal =
    [
        ("LegalPersonIdentifier", person => person.Identifier),
        ("LegalName", person => person.LegalName),
        ("LegalPersonAddress", person => person.Address),
        ("VATRegistrationNumber", person => person.VatRegistrationNumber),
        ("TaxReference", person => person.TaxReference),
        ("D-2012-17-EUIdentifier", person => person.EuIdentifier),
        ("LEI", person => person.Lei),
        ("EORI", person => person.Eori),
        ("SEED", person => person.Seed),
        ("SIC", person => person.Sic),
        ("LegalPhoneNumber", person => person.PhoneNumber),
        ("LegalEmailAddress", person => person.EmailAddress),
    ];

    /// <summary>The attributes of the one the log-in is about.</summary>
    public static IReadOnlyList<KeyValuePair<EidasAttribute, object>> OfSubject(EidasPerson person) =>
        Of(person, AttributeSet.NaturalPerson, AttributeSet.LegalPerson);

    /// <summary>The attributes of the one who acts for the subject.</summary>
    public static IReadOnlyList<KeyValuePair<EidasAttribute, object>> OfRepresentative(EidasPerson person) =>
        Of(person, AttributeSet.RepresentativeNaturalPerson, AttributeSet.RepresentativeLegalPerson);

    private static List<KeyValuePair<EidasAttribute, object>> Of(EidasPerson person, AttributeSet ofNatural, AttributeSet ofLegal) =>
        person switch
        {
            EidasNaturalPerson natural => Of(natural, Natural, ofNatural),
            EidasLegalPerson legal => Of(legal, Legal, ofLegal),
            _ => throw new ArgumentException("Neither a natural nor a legal person.", nameof(person)),
        };

    private static List<KeyValuePair<EidasAttribute, object>> Of<T>(
        T person, (string LocalName, Func<T, object?> Value)[] table, AttributeSet set)
    {
        var attributes = new List<KeyValuePair<EidasAttribute, object>>();
        foreach (var (localName, valueOf) in table)
        {
            if (valueOf(person) is { } value)
            {
                attributes.Add(KeyValuePair.Create(EidasAttributes.Get(set, localName), value));
            }
        }

        return attributes;
    }
}
