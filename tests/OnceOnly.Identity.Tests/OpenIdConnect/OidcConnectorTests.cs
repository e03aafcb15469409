// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>What a connector, or somebody in its place, may say, and what is made of it.</summary>
public sealed class OidcConnectorTests
{
    private static readonly Dictionary<string, (string Fault, Action<ForgedConnector> Spoil)> Refused = new(StringComparer.Ordinal)
    {
        ["signed by a stranger"] = ("TokenSignature", connector => connector.Sign = claims => connector.SignAs(claims, ECDsa.Create(ECCurve.NamedCurves.nistP256), "ES256")),
        ["not signed"] = ("TokenSignature", connector => connector.Sign = claims => Unsigned(claims)),
        ["signed with the public key as a secret"] = ("TokenSignature", connector => connector.Sign = claims => Hmac(claims, connector.Key.ExportSubjectPublicKeyInfo())),
        ["no token at all"] = ("TokenSignature", connector => connector.Sign = _ => "nothing"),
        ["another issuer"] = ("TokenIssuer", connector => connector.Claims = claims => claims["iss"] = "https://evil.example"),
        ["the issuer with a slash"] = ("TokenIssuer", connector => connector.Claims = claims => claims["iss"] = connector.Issuer + "/"),
        ["another audience"] = ("TokenAudience", connector => connector.Claims = claims => claims["aud"] = "another"),
        ["several audiences and nobody who asked"] = ("TokenAudience", connector => connector.Claims = claims => claims["aud"] = new JsonArray(OidcHost.ClientId, "another")),
        ["asked for by another"] = ("TokenAudience", connector => connector.Claims = claims => claims["azp"] = "another"),
        ["no audience"] = ("TokenAudience", connector => connector.Claims = claims => claims.Remove("aud")),
        ["expired"] = ("TokenTime", connector => connector.Claims = claims => claims["exp"] = 1_700_000_000),
        ["without end"] = ("TokenTime", connector => connector.Claims = claims => claims.Remove("exp")),
        ["from the future"] = ("TokenTime", connector => connector.Claims = claims => claims["iat"] = 4_000_000_000),
        ["issued long ago, though it has not ended"] = ("TokenTime", connector => connector.Claims = claims => claims["iat"] = claims["iat"]!.GetValue<long>() - 720),
        ["for later use"] = ("TokenTime", connector => connector.Claims = claims => claims["nbf"] = claims["iat"]!.GetValue<long>() + 120),
        ["a beginning that is no time"] = ("TokenTime", connector => connector.Claims = claims => claims["nbf"] = "now"),
        ["without beginning"] = ("TokenTime", connector => connector.Claims = claims => claims.Remove("iat")),
        ["no time of the log-in"] = ("AuthenticationTime", connector => connector.Claims = claims => claims.Remove("auth_time")),
        ["a log-in before we asked"] = ("AuthenticationTime", connector => connector.Claims = claims => claims["auth_time"] = claims["iat"]!.GetValue<long>() - 300),
        ["a log-in in the future"] = ("AuthenticationTime", connector => connector.Claims = claims => claims["auth_time"] = 4_000_000_000),
        ["a time of the log-in that is none"] = ("AuthenticationTime", connector => connector.Claims = claims => claims["auth_time"] = "now"),
        ["a log-in of long ago"] = ("AuthenticationTime", connector => connector.Claims = claims => claims["auth_time"] = 1_700_000_000),
        ["another nonce"] = ("TokenNonce", connector => connector.Claims = claims => claims["nonce"] = "other"),
        ["no nonce"] = ("TokenNonce", connector => connector.Claims = claims => claims.Remove("nonce")),
        ["no level"] = ("Level", connector => connector.Claims = claims => claims.Remove("acr")),
        ["a level of no standard"] = ("Level", connector => connector.Claims = claims => claims["acr"] = "http://eidas.europa.eu/LoA/High"),
        ["no name"] = ("Person", connector => connector.Claims = claims => claims.Remove("family_name")),
        ["an empty name"] = ("Person", connector => connector.Claims = claims => claims["given_name"] = " "),
        ["a name that is a number"] = ("Person", connector => connector.Claims = claims => claims["given_name"] = 1),
        ["a birth in the future"] = ("Person", connector => connector.Claims = claims => claims["birthdate"] = "2999-01-01"),
        ["a birth of unknown month"] = ("Person", connector => connector.Claims = claims => claims["birthdate"] = "1980"),
        ["an identifier with a space"] = ("Person", connector => connector.Claims = claims => claims["sub"] = "1 2"),
    };

    public static TheoryData<string> Cases => new(Refused.Keys);

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

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task a_token_that_breaks_a_rule_is_refused_by_its_name(string how)
    {
        await using var connector = await ForgedConnector.StartAsync();
        Refused[how].Spoil(connector);
        await using var host = await OidcHost.LogInAsync(connector);

        host.Logins.Completed.ShouldBeNull();
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("refused: " + Refused[how].Fault);
    }

    [Fact]
    public async Task a_connector_that_cannot_say_when_the_log_in_was_is_believed_only_by_configuration_and_never_with_an_old_one()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims.Remove("auth_time");
        await using var host = await OidcHost.LogInAsync(connector, ("AuthenticationTimeRequired", "false"));
        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);

        connector.Claims = claims => claims["auth_time"] = 1_700_000_000;
        await using var other = await OidcHost.LogInAsync(connector, ("AuthenticationTimeRequired", "false"));
        other.Log.Text.ShouldContain("refused: AuthenticationTime");
    }

    [Fact]
    public async Task a_level_below_the_one_needed_is_told_as_such()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["acr"] = "http://eidas.europa.eu/LoA/low";
        await using var host = await OidcHost.LogInAsync(connector);

        host.Logins.Failed.ShouldBe(LoginFailure.LevelTooLow);
    }

    [Fact]
    public async Task a_level_above_the_configured_one_is_not_believed()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["acr"] = "http://eidas.europa.eu/LoA/high";
        await using var host = await OidcHost.LogInAsync(connector, ("HighestLevel", "Substantial"));

        host.Log.Text.ShouldContain("refused: Level");
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
        await host.ArriveAsync("?code=code");
        await host.ArriveAsync("?code=code&state=unknown");
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
    [InlineData("two")]
    [InlineData("one")]
    public async Task a_new_key_is_found_at_once_though_the_description_was_looked_at_just_now_and_though_it_bears_the_old_name(string name)
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var departure = (await host.DepartAsync()).ShouldNotBeNull();

        (connector.Key, connector.KeyId) = (ECDsa.Create(ECCurve.NamedCurves.nistP256), name);
        await host.ArriveAsync(connector.Answer(departure));

        host.Logins.Failed.ShouldBeNull(host.Log.Text);
    }

    [Fact]
    public async Task tokens_of_a_stranger_do_not_have_keys_looked_for_all_the_time()
    {
        await using var connector = await ForgedConnector.StartAsync();
        var looks = 0;
        connector.Keys = _ => Interlocked.Increment(ref looks);
        connector.Sign = claims => connector.SignAs(claims, ECDsa.Create(ECCurve.NamedCurves.nistP256), "ES256");
        await using var host = await OidcHost.StartAsync(connector);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await host.ArriveAsync(connector.Answer((await host.DepartAsync()).ShouldNotBeNull(host.Log.Text)));
        }

        looks.ShouldBe(2, "one at the departure, one for the first token");
        host.Logins.Completed.ShouldBeNull();
    }

    [Fact]
    public async Task keys_that_cannot_be_fetched_anew_serve_on_for_a_day_and_no_longer()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);
        var looks = 0;
        connector.Discovery = document => (document["issuer"], looks) = ("https://evil.example", looks + 1);

        host.Advance(TimeSpan.FromHours(23));
        (await host.DepartAsync()).ShouldNotBeNull();
        (await host.DepartAsync()).ShouldNotBeNull();
        looks.ShouldBe(1, "who can be served is not made to wait for what failed just now");

        host.Advance(TimeSpan.FromHours(1));
        (await host.DepartAsync()).ShouldBeNull();

        connector.Discovery = _ => { };
        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);
    }

    [Fact]
    public async Task a_key_that_cannot_be_read_and_a_character_set_that_does_not_exist_do_no_harm()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Keys = keys => keys.Insert(0, new JsonObject { ["kty"] = "RSA", ["kid"] = "odd", ["n"] = "%%%", ["e"] = "AQAB" });
        connector.MediaType = "application/json; charset=none-such";
        await using var host = await OidcHost.LogInAsync(connector);

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
    }

    [Fact]
    public async Task a_connector_that_does_not_answer_is_waited_for_once_by_all_who_ask_meanwhile()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        using var answer = new ManualResetEventSlim();
        var looks = 0;
        connector.Discovery = document =>
        {
            Interlocked.Increment(ref looks);
            answer.Wait(TimeSpan.FromSeconds(8));
            document["issuer"] = "https://evil.example";
        };

        var departures = Enumerable.Range(0, 5).Select(_ => host.DepartAsync()).ToArray();
        answer.Set();

        (await Task.WhenAll(departures)).ShouldAllBe(departure => departure == null);
        looks.ShouldBe(1);
        (await host.DepartAsync()).ShouldBeNull();
        looks.ShouldBe(2);
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

    [Theory]
    [InlineData("issuer", "https://evil.example", "does not speak for the issuer")]
    [InlineData("token_endpoint", null, "token_endpoint is missing or no https address")]
    [InlineData("token_endpoint", "http://localhost/token", "token_endpoint is missing or no https address")]
    [InlineData("jwks_uri", "file:///etc/passwd", "jwks_uri is missing or no https address")]
    [InlineData("jwks_uri", "https://user@localhost/jwks", "jwks_uri is missing or no https address")]
    [InlineData("authorization_endpoint", "https://evil.example/authorize", "authorization_endpoint is at https://evil.example, an origin that is neither")]
    [InlineData("token_endpoint", "https://evil.example/token", "token_endpoint is at https://evil.example, an origin that is neither")]
    [InlineData("jwks_uri", "https://localhost:1/jwks", "jwks_uri is at https://localhost:1, an origin that is neither")]
    [InlineData("userinfo_endpoint", "https://localhost.evil.example/userinfo", "userinfo_endpoint is at https://localhost.evil.example, an origin that is neither")]
    public async Task a_connector_that_describes_another_one_or_endpoints_where_none_may_be_is_not_used(string member, string? value, string told)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Discovery = document => document[member] = value;
        await using var host = await OidcHost.StartAsync(connector, ("UserInfo", "true"), ("EndpointOrigins:0", "https://login.example"));

        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain(told);
    }

    [Fact]
    public async Task endpoints_may_be_at_origins_that_configuration_lists()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Discovery = document => document["authorization_endpoint"] = "https://login.example:8443/authorize";
        await using var host = await OidcHost.StartAsync(connector, ("EndpointOrigins:0", "https://Login.example:8443/"));

        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text).Authority.ShouldBe("login.example:8443");
    }

    [Fact]
    public async Task a_description_that_turns_bad_leaves_what_was_known()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);

        connector.Discovery = document => document["token_endpoint"] = "https://evil.example/token";
        host.Advance(TimeSpan.FromHours(2));

        (await host.DepartAsync()).ShouldNotBeNull().AbsoluteUri.ShouldStartWith(connector.Issuer);
        host.Log.Text.ShouldContain("is not used");
    }

    [Theory]
    [InlineData("Issuer", "http://connector.example")]
    [InlineData("EndpointOrigins:0", "login.example")]
    [InlineData("EndpointOrigins:0", "http://login.example")]
    [InlineData("EndpointOrigins:0", "https://login.example/path")]
    [InlineData("EndpointOrigins:0", "https://user@login.example")]
    [InlineData("Country", "Spain")]
    [InlineData("ClientId", "")]
    [InlineData("Algorithms:0", "HS256")]
    [InlineData("Algorithms:0", "none")]
    [InlineData("ClientSecretFile", "/nowhere")]
    [InlineData("NationalIdentifiersFor", "")]
    [InlineData("NationalIdentifiersFor", "Greece")]
    [InlineData("IdentifiersFor", "EL")]
    public async Task configuration_that_cannot_work_is_refused_at_the_start(string key, string value)
    {
        await using var host = new OidcHost();

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync("https://connector.example", (key, value))))
            .Message.ShouldContain("Identity:OidcConnectors:ES:");
    }

    private static string Unsigned(JsonObject claims) =>
        $"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.";

    private static string Hmac(JsonObject claims, byte[] secret)
    {
        var text = $"{Base64UrlEncoder.Encode("{\"alg\":\"HS256\",\"kid\":\"one\"}")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }
}
