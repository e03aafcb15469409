// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Responses;

/// <summary>The attributes of one person by local name, each of its content's type.</summary>
internal sealed class PersonDataSet(IReadOnlyDictionary<string, object> values)
{
    /// <summary>Null when the minimum data set is not complete.</summary>
    public EidasNaturalPerson? ToNaturalPerson() =>
        Get<EidasIdentifier>("PersonIdentifier") is { } identifier
        && Get<TransliteratedText>("CurrentFamilyName") is { } familyName
        && Get<TransliteratedText>("CurrentGivenName") is { } givenName
        && values.GetValueOrDefault("DateOfBirth") is DateOnly dateOfBirth
            ? new EidasNaturalPerson(identifier, familyName, givenName, dateOfBirth)
            {
                BirthName = Get<TransliteratedText>("BirthName"),
                PlaceOfBirth = Get<string>("PlaceOfBirth"),
                CurrentAddress = Get<EidasAddress>("CurrentAddress"),
                Gender = values.GetValueOrDefault("Gender") as EidasGender?,
                Nationality = Get<string>("Nationality"),
                CountryOfBirth = Get<string>("CountryOfBirth"),
                CountryOfResidence = Get<string>("CountryOfResidence"),
                TownOfBirth = Get<string>("TownOfBirth"),
                PhoneNumber = Get<string>("PhoneNumber"),
                EmailAddress = Get<string>("EmailAddress"),
            }
            : null;

    /// <summary>Null when the minimum data set is not complete.</summary>
    public EidasLegalPerson? ToLegalPerson() =>
        Get<EidasIdentifier>("LegalPersonIdentifier") is { } identifier
        && Get<TransliteratedText>("LegalName") is { } legalName
            ? new EidasLegalPerson(identifier, legalName)
            {
                Address = Get<EidasAddress>("LegalPersonAddress"),
                VatRegistrationNumber = Get<string>("VATRegistrationNumber"),
                TaxReference = Get<string>("TaxReference"),
                EuIdentifier = Get<string>("D-2012-17-EUIdentifier"),
                Lei = Get<string>("LEI"),
                Eori = Get<string>("EORI"),
                Seed = Get<string>("SEED"),
                Sic = Get<string>("SIC"),
                PhoneNumber = Get<string>("LegalPhoneNumber"),
                EmailAddress = Get<string>("LegalEmailAddress"),
            }
            : null;

    private T? Get<T>(string localName)
        where T : class => values.GetValueOrDefault(localName) as T;
}
