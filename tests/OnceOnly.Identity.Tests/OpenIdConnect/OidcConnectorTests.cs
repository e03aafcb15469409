// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>A citizen who comes back from a connector, and what comes back with them.</summary>
public sealed class OidcConnectorTests
{
    [Fact]
    public async Task a_citizen_logs_in_and_the_code_is_redeemed_with_its_proof()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var departure = (await host.DepartAsync()).ShouldNotBeNull();

        await host.ArriveAsync(connector.Answer(departure));

        var person = host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
        person.Subject.ShouldBe(new NaturalPerson("ES/EL/19800229-1234", "Garcia", "Carmen", new DateOnly(1980, 2, 29)));
        person.LevelOfAssurance.ShouldBe(LevelOfAssurance.Substantial);
        person.Country.ShouldBe("ES");

        var asked = QueryHelpers.ParseQuery(departure.Query);
        asked["code_challenge_method"].ToString().ShouldBe("S256");
        asked["max_age"].ToString().ShouldBe("0", "so that auth_time is owed");
        asked["acr_values"].ToString().ShouldBe("http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high");
        asked["redirect_uri"].ToString().ShouldBe(OidcHost.RedirectUri);
        var verifier = connector.Redeemed!["code_verifier"].ToString();
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).ShouldBe(asked["code_challenge"].ToString());
        new JsonWebToken(connector.Redeemed["client_assertion"].ToString()).Audiences.ShouldBe([connector.Issuer]);
    }

    [Fact]
    public async Task an_answer_serves_once()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var answer = connector.Answer((await host.DepartAsync()).ShouldNotBeNull());
        await host.ArriveAsync(answer);
        host.Logins.Failed.ShouldBeNull();

        await host.ArriveAsync(answer);

        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Logins.FailedLogin.ShouldBe("login");
        await host.ArriveAsync("?code=code");
        await host.ArriveAsync("?code=code&state=unknown");
    }

    [Fact]
    public async Task an_answer_after_its_time_is_refused_for_the_log_in_it_belongs_to()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var answer = connector.Answer((await host.DepartAsync()).ShouldNotBeNull());

        host.Advance(TimeSpan.FromMinutes(15));
        await host.ArriveAsync(answer);

        host.Logins.Completed.ShouldBeNull();
        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Logins.FailedLogin.ShouldBe("login");
    }

    [Fact]
    public async Task an_answer_that_comes_where_another_connector_answers_is_refused_and_still_serves_where_it_belongs()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var answer = connector.Answer((await host.DepartAsync()).ShouldNotBeNull());

        await host.ArriveAsync(answer, at: "FR");
        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Logins.Completed.ShouldBeNull();

        await host.ArriveAsync(answer);
        host.Logins.Completed.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("iss", "ResponseIssuer")]
    [InlineData("missing", "ResponseIssuer")]
    [InlineData("twice", "ResponseForm")]
    [InlineData("both", "ResponseForm")]
    [InlineData("neither", "ResponseForm")]
    public async Task an_answer_of_another_form_or_issuer_is_refused(string how, string fault)
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var departure = (await host.DepartAsync()).ShouldNotBeNull();
        var answer = connector.Answer(departure, withIssuer: false);
        var issuer = "&iss=" + Uri.EscapeDataString(connector.Issuer);

        await host.ArriveAsync(how switch
        {
            "iss" => answer + "&iss=https%3A%2F%2Fevil.example",
            "missing" => answer,
            "twice" => answer + issuer + "&code=other",
            "both" => answer + issuer + "&error=access_denied",
            _ => answer.Replace("code=code&", "", StringComparison.Ordinal) + issuer,
        });

        host.Logins.Completed.ShouldBeNull();
        connector.Redeemed.ShouldBeNull("a code of unclear origin goes nowhere");
        host.Log.Text.ShouldContain("refused: " + fault);
    }

    [Theory]
    [InlineData("access_denied", LoginFailure.Cancelled)]
    [InlineData("login_required", LoginFailure.NotAuthenticated)]
    [InlineData("unmet_authentication_requirements", LoginFailure.LevelTooLow)]
    [InlineData("server_error", LoginFailure.Unavailable)]
    public async Task an_error_of_the_connector_becomes_one_of_ours(string error, LoginFailure failure)
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var departure = (await host.DepartAsync()).ShouldNotBeNull();

        await host.ArriveAsync(connector.Answer(departure).Replace("code=code", "error=" + error, StringComparison.Ordinal));

        host.Logins.Failed.ShouldBe(failure);
    }

    [Theory]
    [InlineData("error=user_cancel", LoginFailure.Cancelled)]
    [InlineData("error=login_failed&error_description=The+user_aborted+it", LoginFailure.Cancelled)]
    [InlineData("error=user_cancelled", LoginFailure.Unavailable)]
    [InlineData("error=login_failed&error_description=user_cancel", LoginFailure.Cancelled)]
    [InlineData("error=server_error&error_description=no", LoginFailure.Unavailable)]
    public async Task a_connector_may_say_in_its_own_words_that_the_citizen_cancelled(string said, LoginFailure failure)
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector, ("CancelCodes:0", "user_cancel"), ("CancelCodes:1", "user_aborted"));
        var departure = (await host.DepartAsync()).ShouldNotBeNull();

        await host.ArriveAsync(connector.Answer(departure).Replace("code=code", said, StringComparison.Ordinal));

        host.Logins.Failed.ShouldBe(failure);
    }

    [Fact]
    public async Task claims_may_come_from_UserInfo_if_it_speaks_of_the_same_person()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.UserInfo = new JsonObject { ["sub"] = "19800229-1234", ["family_name"] = "López", ["given_name"] = "Ana", ["birthdate"] = "1990-01-01" };
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));
        host.Logins.Completed.ShouldNotBeNull().Subject.ShouldBeOfType<NaturalPerson>().FamilyName.ShouldBe("López");

        connector.UserInfo["sub"] = "another";
        await using var other = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));
        other.Log.Text.ShouldContain("refused: UserInfo");
    }
}
