// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Every rule of the ID token.</summary>
public sealed class OidcTokenTests
{
    private static readonly Dictionary<string, (string Fault, Action<ForgedConnector> Spoil)> Refused = new(StringComparer.Ordinal)
    {
        ["signed by a stranger"] = ("TokenSignature", connector => connector.Sign = claims => connector.SignAs(claims, ECDsa.Create(ECCurve.NamedCurves.nistP256), "ES256")),
        ["not signed"] = ("TokenSignature", connector => connector.Sign = claims => Unsigned(claims)),
        ["signed with the public key as a secret"] = ("TokenSignature", connector => connector.Sign = claims => Hmac(claims, connector.Key.ExportSubjectPublicKeyInfo())),
        ["no token at all"] = ("TokenSignature", connector => connector.Sign = _ => "nothing"),
        ["an access token by its type"] = ("TokenType", connector => connector.Sign = claims => connector.Signed("""{"alg":"ES256","typ":"at+jwt"}""", Encoding.UTF8.GetBytes(claims.ToJsonString()))),
        ["a logout token by its type"] = ("TokenType", connector => connector.Sign = claims => connector.Signed("""{"alg":"ES256","typ":"logout+jwt"}""", Encoding.UTF8.GetBytes(claims.ToJsonString()))),
        ["a type that is no text"] = ("TokenType", connector => connector.Sign = claims => connector.Signed("""{"alg":"ES256","typ":5}""", Encoding.UTF8.GetBytes(claims.ToJsonString()))),
        ["half a surrogate pair"] = ("TokenSignature", connector => connector.Sign = claims => connector.Signed("""{"alg":"ES256"}""", Encoding.UTF8.GetBytes(claims.ToJsonString().Replace("Garcia", "\\ud800", StringComparison.Ordinal)))),
        ["octets that are no UTF-8"] = ("TokenSignature", connector => connector.Sign = claims => connector.Signed("""{"alg":"ES256"}""", Encoding.Latin1.GetBytes(claims.ToJsonString().Replace("Garcia", "Garc\u00eda", StringComparison.Ordinal)))),
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
        ["a name with a NUL"] = ("Person", connector => connector.Claims = claims => claims["family_name"] = "Gar\0cia"),
        ["a name with a line in it"] = ("Person", connector => connector.Claims = claims => claims["given_name"] = "Carmen\nEva"),
        ["a name that is turned round"] = ("Person", connector => connector.Claims = claims => claims["family_name"] = "\u202eaicraG"),
        ["a name with hidden characters"] = ("Person", connector => connector.Claims = claims => claims["family_name"] = "Gar\u200bcia"),
        ["an identifier with a space"] = ("Person", connector => connector.Claims = claims => claims["sub"] = "1 2"),
    };

    public static TheoryData<string> Cases => new(Refused.Keys);

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
    public async Task a_token_that_never_ends_is_no_error()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["exp"] = 253402300799;
        await using var host = await OidcHost.LogInAsync(connector);

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
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

    private static string Unsigned(JsonObject claims) =>
        $"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.";

    private static string Hmac(JsonObject claims, byte[] secret)
    {
        var text = $"{Base64UrlEncoder.Encode("{\"alg\":\"HS256\",\"kid\":\"one\"}")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }
}
