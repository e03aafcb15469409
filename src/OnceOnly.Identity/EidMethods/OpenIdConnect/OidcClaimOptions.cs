// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>
/// Names of the claims that make up the person data set at one connector; dots lead to claims within others. Optional ones
/// may be set to null.
/// </summary>
public sealed class OidcClaimOptions
{
    public string Identifier { get; set; } = "sub";

    public string FamilyName { get; set; } = "family_name";

    public string GivenName { get; set; } = "given_name";

    /// <summary><c>YYYY-MM-DD</c>.</summary>
    public string DateOfBirth { get; set; } = "birthdate";

    public string? BirthName { get; set; } = "birth_family_name";

    public string? PlaceOfBirth { get; set; }

    /// <summary>The level reached; the ID token's, or that of signed UserInfo where the ID token is silent.</summary>
    public string Level { get; set; } = "acr";

    internal IEnumerable<(string Key, string Name)> Required =>
    [
        (nameof(Identifier), Identifier), (nameof(FamilyName), FamilyName), (nameof(GivenName), GivenName),
        (nameof(DateOfBirth), DateOfBirth), (nameof(Level), Level),
    ];
}
