// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Persons;

/// <summary>A legal person; what is not in the constructor is optional in the data set.</summary>
public sealed record EidasLegalPerson(EidasIdentifier Identifier, TransliteratedText LegalName) : EidasPerson(Identifier)
{
    public EidasAddress? Address { get; init; }

    public string? VatRegistrationNumber { get; init; }

    public string? TaxReference { get; init; }

    /// <summary>The identifier of Directive 2012/17/EU, now the EUID of business registers.</summary>
    public string? EuIdentifier { get; init; }

    public string? Lei { get; init; }

    public string? Eori { get; init; }

    public string? Seed { get; init; }

    public string? Sic { get; init; }

    public string? PhoneNumber { get; init; }

    public string? EmailAddress { get; init; }
}
