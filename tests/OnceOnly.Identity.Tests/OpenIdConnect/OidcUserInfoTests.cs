// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Every rule of UserInfo that comes as a token (OpenID Connect Core §5.3.2).</summary>
public sealed class OidcUserInfoTests
{
    private static readonly Dictionary<string, (string Fault, Func<ForgedConnector, JsonObject, string> Token)> Refused = new(StringComparer.Ordinal)
    {
        ["no token at all"] = ("UserInfoSignature", (_, claims) => claims.ToJsonString()),
        ["nothing"] = ("UserInfoSignature", (_, _) => ""),
        ["not signed"] = ("UserInfoSignature", (_, claims) => $"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}."),
        ["signed by a stranger"] = ("UserInfoSignature", (connector, claims) => connector.SignAs(claims, ECDsa.Create(ECCurve.NamedCurves.nistP256), "ES256")),
        ["encrypted though we have no key"] = ("UserInfoEncryption", (_, _) => "e30.AA.AA.AA.AA"),
        ["of another kind"] = ("UserInfoToken", (connector, claims) => connector.Signed("""{"alg":"ES256","typ":"at+jwt"}""", Encoding.UTF8.GetBytes(claims.ToJsonString()))),
        ["another issuer"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "iss", "https://evil.example")),
        ["no issuer"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "iss", null)),
        ["another audience"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "aud", "another")),
        ["no audience"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "aud", null)),
        ["an audience that is none"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "aud", 5)),
        ["expired"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "exp", 1_700_000_000)),
        ["for later use"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "nbf", 4_000_000_000)),
        ["from the future"] = ("UserInfoToken", (connector, claims) => Signed(connector, claims, "iat", 4_000_000_000)),
        ["of somebody else"] = ("UserInfo", (connector, claims) => Signed(connector, claims, "sub", "another")),
        ["of a number"] = ("UserInfo", (connector, claims) => Signed(connector, claims, "sub", 19800229)),
        ["of nobody"] = ("UserInfo", (connector, claims) => Signed(connector, claims, "sub", null)),
    };

    public static TheoryData<string> Cases => new(Refused.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task a_token_that_breaks_a_rule_is_refused_by_its_name(string how)
    {
        await using var connector = await ForgedConnector.StartAsync();
        Answer(connector, claims => Refused[how].Token(connector, claims));
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain($"refused: {Refused[how].Fault}.");
    }

    [Theory]
    [InlineData("application/jwt")]
    [InlineData("application/JWT; charset=utf-8")]
    public async Task a_token_that_keeps_the_rules_is_believed(string mediaType)
    {
        await using var connector = await ForgedConnector.StartAsync();
        Answer(connector, claims => Signed(connector, claims, "aud", new JsonArray("another", OidcHost.ClientId)), mediaType);
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).Subject.ShouldBeOfType<NaturalPerson>().FamilyName.ShouldBe("López");
    }

    [Fact]
    public async Task a_token_is_no_JSON_whatever_it_is_called_and_JSON_is_no_token()
    {
        await using var connector = await ForgedConnector.StartAsync();
        Answer(connector, claims => Signed(connector, claims, "x", "y"), "application/json");
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));

        host.Log.Text.ShouldContain("refused: UserInfo.");
    }

    [Fact]
    public async Task plain_JSON_is_refused_where_it_must_be_signed()
    {
        await using var connector = await ForgedConnector.StartAsync();
        Answer(connector, claims => claims.ToJsonString(), "application/json");
        await using var open = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));
        open.Logins.Completed.ShouldNotBeNull(open.Log.Text);

        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"), ("UserInfoSigned", "true"));
        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("refused: UserInfoSignature.");

        Answer(connector, claims => connector.SignAs(claims, connector.Key, "ES256"));
        await using var signed = await OidcHost.LogInAsync(connector, ("UserInfo", "true"), ("UserInfoSigned", "true"));
        signed.Logins.Completed.ShouldNotBeNull(signed.Log.Text);
    }

    private static void Answer(ForgedConnector connector, Func<JsonObject, string> token, string mediaType = "application/jwt") =>
        connector.Instead["/userinfo"] = _ => Results.Text(
            Encoding.UTF8.GetBytes(token(new JsonObject
            {
                ["iss"] = connector.Issuer,
                ["aud"] = OidcHost.ClientId,
                ["sub"] = "19800229-1234",
                ["family_name"] = "López",
                ["given_name"] = "Ana",
                ["birthdate"] = "1990-01-01",
            })),
            mediaType);

    private static string Signed(ForgedConnector connector, JsonObject claims, string name, JsonNode? value)
    {
        claims.Remove(name);
        if (value is not null)
        {
            claims[name] = value;
        }

        return connector.SignAs(claims, connector.Key, "ES256");
    }
}
