// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Identifiers that come with countries: whose they are, and for whom they were made.</summary>
public sealed class OidcIdentifierTests
{
    [Theory]
    [InlineData("EL")]
    [InlineData("GR")]
    public async Task an_identifier_made_for_us_is_accepted(string destination)
    {
        await using var host = await LogInAsync($"ES/{destination}/1");

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).Subject.ShouldBeOfType<NaturalPerson>().Identifier.ShouldEndWith("/1");
    }

    [Fact]
    public async Task identifiers_of_another_country_are_refused()
    {
        await using var host = await LogInAsync("FR/EL/1");

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("refused: IdentifierOrigin");
    }

    [Fact]
    public async Task identifiers_made_for_another_country_are_refused()
    {
        await using var host = await LogInAsync("ES/FR/1");

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("refused: IdentifierDestination");
    }

    private static async Task<OidcHost> LogInAsync(string identifier)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["sub"] = identifier;
        return await OidcHost.LogInAsync(connector, ("NationalIdentifiersFor", ""), ("IdentifiersFor", "EL"));
    }
}
