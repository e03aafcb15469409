// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using OnceOnly.Evidence.Persons;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Providing;

/// <summary>The person data set of a request in the heart's terms.</summary>
internal static class IncomingPersons
{
    private const string Scope = "PowerOfRepresentationScope";

    /// <param name="request">The request.</param>
    /// <param name="country">Ours: identifiers of log-ins here are made for it.</param>
    /// <param name="requesterCountry">Stands in where no identifier tells the country of the eID.</param>
    /// <param name="person">The person.</param>
    /// <returns>False for what no log-in here can show: a company that acts for another.</returns>
    public static bool TryRead(EvidenceRequest request, string country, string requesterCountry, [NotNullWhen(true)] out AuthenticatedPerson? person)
    {
        person = null;
        if (request.Representative is OotsLegalPerson)
        {
            return false;
        }

        var subject = Of(request.Subject, country);
        var acting = request.Representative is { } representative ? (NaturalPerson)Of(representative, country) : null;
        var origin = (acting ?? subject).Identifier is { Length: > 2 } identifier ? identifier[..2] : requesterCountry;
        person = new AuthenticatedPerson(subject, acting, LevelOf(request), origin, request.IssuedAt);
        return true;
    }

    /// <summary>Whether the representative's power, as the requester states it, reaches the procedure.</summary>
    public static bool HasPower(EvidenceRequest request) =>
        request.Representative is not { } acting
        || acting.SectorAttributes.Any(attribute => attribute.Name == Scope
            && attribute.Value.Split(',', StringSplitOptions.TrimEntries).Contains(request.Procedure, StringComparer.Ordinal));

    /// <summary>What an answer may say of the person.</summary>
    public static OotsPerson InAnswer(OotsPerson asked) => asked switch
    {
        OotsNaturalPerson natural => new OotsNaturalPerson(natural.FamilyName, natural.GivenName, natural.DateOfBirth)
        {
            Identifier = natural.Identifier,
            PlaceOfBirth = natural.PlaceOfBirth,
        },
        OotsLegalPerson legal => new OotsLegalPerson(legal.LegalName) { Identifier = legal.Identifier },
        _ => throw new ArgumentException("A person is natural or legal.", nameof(asked)),
    };

    private static LevelOfAssurance LevelOf(EvidenceRequest request) =>
        new[] { request.Subject, request.Representative }.OfType<OotsPerson>()
            .Select(person => Enum.TryParse<LevelOfAssurance>(person.LevelOfAssurance, out var level) ? level : LevelOfAssurance.Low)
            .Min();

    private static Person Of(OotsPerson person, string country) => person switch
    {
        OotsNaturalPerson natural => new NaturalPerson(Identifier(natural.Identifier, country), natural.FamilyName, natural.GivenName, natural.DateOfBirth)
        {
            BirthName = natural.BirthName,
            PlaceOfBirth = natural.PlaceOfBirth,
        },
        OotsLegalPerson legal => new LegalPerson(Identifier(legal.Identifier, country), legal.LegalName),
        _ => throw new ArgumentException("A person is natural or legal.", nameof(person)),
    };

    /// <summary>As a log-in here would give it: the country it was made for is ours.</summary>
    private static string Identifier(SchemedIdentifier? identifier, string country) =>
        identifier?.Value.Split('/', 3) is [{ Length: 2 } origin, { Length: 2 }, { Length: > 0 } rest]
            ? $"{origin.ToUpperInvariant()}/{country}/{rest}"
            : string.Empty;
}
