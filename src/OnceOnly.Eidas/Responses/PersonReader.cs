// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Responses;

/// <summary>Makes persons of attributes: who it is about, and who acts.</summary>
internal static class PersonReader
{
    /// <param name="attributes">What could be read.</param>
    /// <param name="named">Of whom anything was said.</param>
    /// <param name="context">What is expected, and where findings go.</param>
    public static DescribedPersons? Read(
        IReadOnlyDictionary<EidasAttribute, object> attributes, IReadOnlySet<AttributeSet> named, CheckContext context)
    {
        var findings = context.Findings;
        var subject = One(AttributeSet.NaturalPerson, AttributeSet.LegalPerson, ResponseRules.OneSubject);
        findings.Require(subject is not null, ResponseRules.MinimumDataSet);
        findings.Require(
            subject is null
                || context.Expected.DataSet is not { } asked
                || asked == (subject is EidasLegalPerson ? AttributeSet.LegalPerson : AttributeSet.NaturalPerson),
            ResponseRules.RequestedDataSet);

        var acting = One(AttributeSet.RepresentativeNaturalPerson, AttributeSet.RepresentativeLegalPerson, ResponseRules.Representative);
        findings.Require(
            acting is not null
                || !(named.Contains(AttributeSet.RepresentativeNaturalPerson) || named.Contains(AttributeSet.RepresentativeLegalPerson)),
            ResponseRules.Representative);

        foreach (var identifier in new[] { subject?.Identifier, acting?.Identifier }.OfType<EidasIdentifier>())
        {
            CheckCountries(identifier, context);
        }

        // A connector may speak for several countries, one answer only for one.
        findings.Require(
            subject is null || acting is null || CountryCode.AreSame(subject.Identifier.Origin, acting.Identifier.Origin),
            ResponseRules.IdentifierOrigin);

        return subject is null ? null : new DescribedPersons(subject, acting);

        EidasPerson? One(AttributeSet natural, AttributeSet legal, ResponseRule onlyOne)
        {
            findings.Require(!(named.Contains(natural) && named.Contains(legal)), onlyOne);
            return named.Contains(legal) ? Of(legal, attributes).ToLegalPerson() : Of(natural, attributes).ToNaturalPerson();
        }
    }

    private static PersonDataSet Of(AttributeSet set, IReadOnlyDictionary<EidasAttribute, object> attributes) => new(
        attributes
            .Where(attribute => attribute.Key.Set == set)
            .ToDictionary(attribute => attribute.Key.LocalName, attribute => attribute.Value, StringComparer.Ordinal));

    // Each node vouches for its own country's citizens only, and made the identifier for whoever was named then.
    private static void CheckCountries(EidasIdentifier identifier, CheckContext context)
    {
        var origins = context.Expected.KnownOrigins;
        context.Findings.Require(
            origins.Count == 0 || origins.Any(origin => CountryCode.AreSame(identifier.Origin, origin)),
            ResponseRules.IdentifierOrigin,
            $"It is {identifier.Origin}, not {string.Join(" or ", origins)}.");

        var destination = context.Expected.Country;
        context.Findings.Require(
            destination is null || CountryCode.AreSame(identifier.Destination, destination),
            ResponseRules.IdentifierDestination,
            $"It is {identifier.Destination}, not {destination}.");
    }
}
