// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Tokens;

namespace OnceOnly.Identity.UserInfo;

/// <summary>The little of the person data set that a client's configuration releases, if the client asked for the scope <c>profile</c>.</summary>
internal static class PersonClaims
{
    public static IReadOnlyDictionary<string, string> Of(AuthenticatedPerson person, Client client, IReadOnlyList<string> scopes)
    {
        if (!scopes.Contains(Scope.Profile, StringComparer.Ordinal))
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        return All(person.Subject)
            .Where(claim => client.UserInfoClaims.Contains(claim.Name))
            .ToDictionary(claim => claim.Name, claim => claim.Value, StringComparer.Ordinal);
    }

    private static (string Name, string Value)[] All(Person subject) => subject switch
    {
        NaturalPerson natural =>
        [
            ("name", $"{natural.GivenName} {natural.FamilyName}"),
            ("given_name", natural.GivenName),
            ("family_name", natural.FamilyName),
            ("birthdate", natural.DateOfBirth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ],
        LegalPerson legal => [("name", legal.LegalName)],
        _ => [],
    };
}
