// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>Whom evidence is about, or who acts.</summary>
public abstract record OotsPerson
{
    private protected OotsPerson()
    {
    }

    /// <summary><c>Low</c>, <c>Substantial</c> or <c>High</c>; in requests only.</summary>
    public string? LevelOfAssurance { get; init; }

    public IReadOnlyList<SectorAttribute> SectorAttributes { get; init; } = [];
}

/// <summary>A natural person: <c>sdg:Person</c> in requests, <c>sdg:NaturalPerson</c> in answers.</summary>
public sealed record OotsNaturalPerson(string FamilyName, string GivenName, DateOnly DateOfBirth) : OotsPerson
{
    /// <summary>eIDAS identifier; not forwarded for states that make another one for each relying country.</summary>
    public SchemedIdentifier? Identifier { get; init; }

    public string? BirthName { get; init; }

    public string? PlaceOfBirth { get; init; }

    public OotsAddress? CurrentAddress { get; init; }

    public string? Gender { get; init; }
}

/// <summary>A legal person.</summary>
public sealed record OotsLegalPerson(string LegalName) : OotsPerson
{
    /// <summary>eIDAS identifier.</summary>
    public SchemedIdentifier? Identifier { get; init; }

    /// <summary>Further identifiers, such as <c>VAT</c>.</summary>
    public IReadOnlyList<SchemedIdentifier> OtherIdentifiers { get; init; } = [];

    public OotsAddress? RegisteredAddress { get; init; }
}
