// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Where a connector's claims are, and what they are called there.</summary>
public sealed class OidcClaimTests
{
    private const string LevelUrn = "urn:pvpgvat:oidc.eid_citizen_qaa_eidas_level";

    [Fact]
    public async Task claims_within_others_are_found_by_their_path()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims =>
        {
            claims.Remove("family_name");
            claims.Remove("given_name");
            claims.Remove("birthdate");
            claims["profile_attributes"] = new JsonObject
            {
                ["family_name"] = "López",
                ["names"] = new JsonObject { ["first.one"] = "Ana" },
                ["date_of_birth"] = "1990-01-01",
            };
        };
        await using var host = await OidcHost.LogInAsync(
            connector,
            ("Claims:FamilyName", "profile_attributes.family_name"),
            ("Claims:GivenName", "profile_attributes.names.first.one"),
            ("Claims:DateOfBirth", "profile_attributes.date_of_birth"));

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).Subject
            .ShouldBe(new NaturalPerson("ES/EL/19800229-1234", "López", "Ana", new DateOnly(1990, 1, 1)));
    }

    [Theory]
    [InlineData("family_name.part")]
    [InlineData("address.family_name")]
    [InlineData(".family_name")]
    [InlineData("family_name.")]
    public async Task a_path_that_leads_nowhere_finds_nothing(string path)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["address"] = new JsonArray(new JsonObject { ["family_name"] = "López" });
        await using var host = await OidcHost.LogInAsync(connector, ("Claims:FamilyName", path));

        host.Log.Text.ShouldContain("refused: Person");
    }

    [Fact]
    public async Task the_level_may_be_in_a_claim_whose_name_has_dots_of_its_own()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims =>
        {
            claims["acr"] = "http://eidas.europa.eu/LoA/low";
            claims["urn:pvpgvat:oidc"] = new JsonObject { ["eid_citizen_qaa_eidas_level"] = "http://eidas.europa.eu/LoA/low" };
            claims[LevelUrn] = "http://eidas.europa.eu/LoA/high";
        };
        await using var host = await OidcHost.LogInAsync(connector, ("Claims:Level", LevelUrn));
        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).LevelOfAssurance.ShouldBe(LevelOfAssurance.High);

        connector.Claims = _ => { };
        await using var without = await OidcHost.LogInAsync(connector, ("Claims:Level", LevelUrn));
        without.Log.Text.ShouldContain("refused: Level");
    }

    [Fact]
    public async Task the_level_of_the_ID_token_counts_before_that_of_signed_UserInfo()
    {
        await using var connector = await ForgedConnector.StartAsync();
        Sign(connector, Carmen());
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));
        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).LevelOfAssurance.ShouldBe(LevelOfAssurance.Substantial);

        connector.Claims = claims => claims.Remove("acr");
        await using var silent = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));
        silent.Logins.Completed.ShouldNotBeNull(silent.Log.Text).LevelOfAssurance.ShouldBe(LevelOfAssurance.High);
    }

    [Fact]
    public async Task UserInfo_that_is_not_signed_says_no_level()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.UserInfo = Carmen();
        connector.Claims = claims => claims.Remove("acr");
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("refused: Level.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_claim_that_is_required_may_be_in_UserInfo_that_is_signed(bool isSigned)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.UserInfo = Carmen();
        if (isSigned)
        {
            Sign(connector, connector.UserInfo);
        }

        await using var host = await OidcHost.LogInAsync(
            connector, ("UserInfo", "true"), ("RequiredClaims:0:Claim", "amr"), ("RequiredClaims:0:Values:0", "card"));

        (host.Logins.Completed is not null).ShouldBe(isSigned, host.Log.Text);
        host.Log.Text.Contains("refused: RequiredClaim.", StringComparison.Ordinal).ShouldBe(!isSigned);
    }

    [Theory]
    [InlineData("\"card\"", true)]
    [InlineData("\"mobile\"", true)]
    [InlineData("""["pin","card"]""", true)]
    [InlineData("\"Card\"", false)]
    [InlineData("\"password\"", false)]
    [InlineData("""["password",["card"]]""", false)]
    [InlineData("[]", false)]
    [InlineData("""{"card":"card"}""", false)]
    [InlineData("true", false)]
    [InlineData("null", false)]
    [InlineData(null, false)]
    public async Task a_claim_that_is_required_has_one_of_its_values(string? amr, bool isEnough)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims =>
        {
            claims["verified"] = true;
            if (amr is not null)
            {
                claims["amr"] = JsonNode.Parse(amr);
            }
        };
        await using var host = await OidcHost.LogInAsync(
            connector,
            ("RequiredClaims:0:Claim", "verified"),
            ("RequiredClaims:0:Values:0", "true"),
            ("RequiredClaims:1:Claim", "amr"),
            ("RequiredClaims:1:Values:0", "card"),
            ("RequiredClaims:1:Values:1", "mobile"));

        (host.Logins.Completed is not null).ShouldBe(isEnough, host.Log.Text);
        host.Log.Text.Contains("refused: RequiredClaim", StringComparison.Ordinal).ShouldBe(!isEnough);
    }

    [Theory]
    [InlineData("All", LevelOfAssurance.Low, "low substantial card high")]
    [InlineData("All", LevelOfAssurance.High, "high")]
    [InlineData("Minimum", LevelOfAssurance.Low, "low")]
    [InlineData("Minimum", LevelOfAssurance.Substantial, "substantial")]
    [InlineData("Minimum", LevelOfAssurance.High, "high")]
    [InlineData("None", LevelOfAssurance.High, null)]
    public async Task a_connector_is_asked_for_levels_as_it_understands_them(string how, LevelOfAssurance level, string? asked)
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(
            connector,
            ("AcrValues", how),
            ("Levels:High:0", "high"),
            ("Levels:Substantial:0", "substantial"),
            ("Levels:Substantial:1", "card"),
            ("Levels:Low:0", "low"));

        var query = QueryHelpers.ParseQuery((await host.DepartAsync(level)).ShouldNotBeNull().Query);

        query.TryGetValue("acr_values", out var values).ShouldBe(asked is not null);
        ((string?)values).ShouldBe(asked);
    }

    private static JsonObject Carmen() => new()
    {
        ["sub"] = "19800229-1234",
        ["family_name"] = "Garcia",
        ["given_name"] = "Carmen",
        ["birthdate"] = "1980-02-29",
        ["acr"] = "http://eidas.europa.eu/LoA/high",
        ["amr"] = "card",
    };

    private static void Sign(ForgedConnector connector, JsonObject info)
    {
        (info["iss"], info["aud"]) = (connector.Issuer, OidcHost.ClientId);
        connector.Instead["/userinfo"] = _ => Results.Text(connector.SignAs(info, connector.Key, "ES256"), "application/jwt");
    }
}
