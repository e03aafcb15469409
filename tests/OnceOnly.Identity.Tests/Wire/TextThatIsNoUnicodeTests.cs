// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Wire;

/// <summary>Half a surrogate pair and bytes that are no UTF-8 stand in good JSON until somebody asks for the text. Nobody shall get a server error by them.</summary>
public sealed class TextThatIsNoUnicodeTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Key = """ "jwk":{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"} """;

    /// <summary>Header and payload; ¤ stands where the text that is none goes.</summary>
    private static readonly Dictionary<string, (string Header, string Payload)> Tokens = new(StringComparer.Ordinal)
    {
        ["alg"] = ($$"""{"alg":"¤","typ":"dpop+jwt",{{Key}}}""", """{"jti":"x"}"""),
        ["typ"] = ($$"""{"alg":"ES256","typ":"¤",{{Key}}}""", """{"jti":"x"}"""),
        ["kid"] = ("""{"alg":"ES256","typ":"at+jwt","kid":"¤"}""", """{"iss":"x"}"""),
        ["kty"] = ("""{"alg":"ES256","typ":"dpop+jwt","jwk":{"kty":"¤"}}""", "{}"),
        ["crv"] = ("""{"alg":"ES256","typ":"dpop+jwt","jwk":{"kty":"EC","crv":"¤","x":"a","y":"b"}}""", "{}"),
        ["iss"] = ("""{"alg":"ES256","typ":"at+jwt","kid":"1"}""", """{"iss":"¤","sub":"x"}"""),
        ["sub"] = ("""{"alg":"ES256","typ":"JWT"}""", """{"iss":"alpha","sub":"¤"}"""),
        ["name"] = ("""{"alg":"ES256","¤":1}""", """{"iss":"alpha","sub":"alpha"}"""),
        ["unread"] = ("""{"alg":"ES256"}""", """{"iss":"alpha","sub":"alpha","deep":[{"er":"¤"}]}"""),
    };

    /// <summary>One character stands for one byte.</summary>
    private static readonly Dictionary<string, string> NoTexts = new(StringComparer.Ordinal)
    {
        ["a high surrogate alone"] = "\\ud800",
        ["a low surrogate alone"] = "x\\udfffx",
        ["surrogates in the wrong order"] = "\\udc00\\ud800",
        ["a byte that is no UTF-8"] = "\u00ff",
        ["a surrogate in UTF-8"] = "\u00ed\u00a0\u0080",
    };

    public static MatrixTheoryData<string, string> Cases { get; } = new(Tokens.Keys, NoTexts.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task in_a_token_it_is_refused_as_any_other_bad_token(string place, string noText)
    {
        using var client = shared.Host.Client();
        await client.ClientCredentialsAsync(); // for the nonce
        var token = Jwt(place, NoTexts[noText]);

        foreach (var endpoint in (string[])["/connect/par", "/connect/token", "/connect/revocation"])
        {
            var form = client.AuthorizationParameters();
            client.Authenticate(form);
            (form["grant_type"], form["token"], form["client_assertion"]) = ("client_credentials", "x", token);
            var answer = await client.PostAsync(endpoint, form, []);
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Error.ShouldBe("invalid_client");
        }

        (await client.ClientCredentialsAsync(form => form["client_assertion"] = token)).Error.ShouldBe("invalid_client");
        (await CallAsync(client, $"Bearer {token}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(client, $"DPoP {token}", client.Proof("GET", "/api/thing", token))).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(client, "DPoP x", token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task in_a_proof_it_is_refused_as_any_other_bad_proof(string place, string noText)
    {
        using var client = shared.Host.Client();
        var form = new Dictionary<string, string?>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        client.Authenticate(form);
        var answer = await client.PostAsync("/connect/token", form, [Jwt(place, NoTexts[noText])]);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Error.ShouldBe("invalid_dpop_proof");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task in_a_hint_of_who_is_logged_in_it_is_no_hint(string place, string noText)
    {
        using var client = shared.Host.Client();
        var token = Jwt(place, NoTexts[noText]);
        using var logout = await client.Http.GetAsync(new Uri($"/connect/endsession?id_token_hint={token}", UriKind.Relative));
        ((int)logout.StatusCode).ShouldBeLessThan(500);
        (await client.PushAsync(form => form["id_token_hint"] = token)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""[{"type":"\ud800"}]""")]
    [InlineData("""[{"type":"evidence_request","procedure":"\ud800"}]""")]
    [InlineData("""[{"type":"evidence_request","\ud800":"T3"}]""")]
    public async Task in_authorization_details_it_is_refused(string details)
    {
        using var client = shared.Host.Client();
        var answer = await client.PushAsync(form => form["authorization_details"] = details);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Error.ShouldBe("invalid_authorization_details");
    }

    [Fact]
    public async Task a_whole_pair_in_escapes_is_a_text_like_any_other()
    {
        using var client = shared.Host.Client();
        var payload = client.AssertionPayload();
        payload["note"] = "\U0001F3DB";
        payload.ToJsonString().ShouldContain("\\uD83C\\uDFDB");
        var assertion = TestJwt.Sign(new JsonObject { ["alg"] = "ES256" }, payload, client.Key);
        (await client.PushAsync(form => form["client_assertion"] = assertion)).Status.ShouldBe(HttpStatusCode.Created);
    }

    private static string Jwt(string place, string noText)
    {
        var (header, payload) = Tokens[place];
        return $"{Part(header)}.{Part(payload)}.AAAA";

        string Part(string json) => Base64Url.EncodeToString(Encoding.Latin1.GetBytes(json.Replace("¤", noText, StringComparison.Ordinal)));
    }

    private static async Task<HttpStatusCode> CallAsync(TestClient client, string authorization, params string[] proofs) =>
        (await client.SendAsync(HttpMethod.Get, "/api/thing", null, proofs, authorization)).Status;
}
