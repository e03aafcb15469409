// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using System.Text.Json;
using OnceOnly.Eidas.Persons;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>From claims to the person the gateway knows.</summary>
internal static class OidcPerson
{
    private const int LongestName = 512;
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    public static OidcFault TryRead(
        JsonElement claims, OidcConnectorOptions options, IReadOnlyList<string> origins, DateTimeOffset now, out NaturalPerson? person)
    {
        person = null;
        var names = options.Claims;
        var raw = Text(claims, names.Identifier);
        var qualified = options.NationalIdentifiersFor is { Length: > 0 } destination && raw is not null
            ? $"{options.Country}/{destination}/{raw}"
            : raw;
        if (!EidasIdentifier.TryParse(qualified, out var identifier)
            || Text(claims, names.FamilyName) is not { } familyName
            || Text(claims, names.GivenName) is not { } givenName
            || !DateOnly.TryParseExact(Text(claims, names.DateOfBirth), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dateOfBirth)
            || dateOfBirth > DateOnly.FromDateTime(now.UtcDateTime))
        {
            return OidcFault.Person;
        }

        if (!origins.Any(origin => CountryCode.AreSame(identifier.Origin, origin)))
        {
            return OidcFault.IdentifierOrigin;
        }

        // Another country's identifier of the same person: to us it would be another person.
        if (options.IdentifiersFor is { Length: > 0 } ours && !CountryCode.AreSame(identifier.Destination, ours))
        {
            return OidcFault.IdentifierDestination;
        }

        person = new NaturalPerson(identifier.Value, familyName, givenName, dateOfBirth)
        {
            BirthName = Text(claims, names.BirthName),
            PlaceOfBirth = Text(claims, names.PlaceOfBirth),
        };
        return OidcFault.None;
    }

    private static string? Text(JsonElement claims, string? name) =>
        name is not null && ClaimPath.Text(claims, name)?.Trim() is { Length: > 0 and <= LongestName } text && text.EnumerateRunes().All(IsOfNames)
            ? text
            : null;

    /// <remarks>
    /// Registries and XML cannot carry control characters, and what turns or hides letters shows the citizen another name than
    /// is asked for. The two joiners alone belong to the spelling of some scripts.
    /// </remarks>
    private static bool IsOfNames(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
