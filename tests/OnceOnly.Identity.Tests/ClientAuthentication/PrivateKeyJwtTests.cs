// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.ClientAuthentication;

/// <summary>The client authentication group of the FAPI 2.0 plan.</summary>
public sealed class PrivateKeyJwtTests(SharedHost shared) : IClassFixture<SharedHost>
{
    public static TheoryData<string> Refused { get; } =
    [
        "aud is an array", // par-test-array-as-audience-fails
        "aud is the PAR endpoint", // par-test-par-endpoint-url-as-audience-fails
        "aud is the token endpoint", // par-test-token-endpoint-url-as-audience-fails
        "aud is another server", // ensure-client-assertion-with-wrong-aud-fails
        "aud is missing",
        "sub is missing", // ensure-client-assertion-with-no-sub-fails
        "iss is missing",
        "iss is another client",
        "jti is missing",
        "exp is missing",
        "exp is 5 minutes ago", // ensure-client-assertion-with-exp-is-5-minutes-in-past-fails
        "exp is in an hour",
        "exp is text",
        "nbf is in 61 seconds", // par-ensure-jwt-client-assertions-nbf-over-60-seconds-fails
        "iat is in 61 seconds",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task a_wrong_claim_is_refused(string fault)
    {
        var host = shared.Host;
        using var client = host.Client();
        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        Action<JsonObject> bend = fault switch
        {
            "aud is an array" => claims => claims["aud"] = new JsonArray(host.Issuer),
            "aud is the PAR endpoint" => claims => claims["aud"] = host.Issuer + "/connect/par",
            "aud is the token endpoint" => claims => claims["aud"] = host.Issuer + "/connect/token",
            "aud is another server" => claims => claims["aud"] = "https://other.example",
            "aud is missing" => claims => claims.Remove("aud"),
            "sub is missing" => claims => claims.Remove("sub"),
            "iss is missing" => claims => claims.Remove("iss"),
            "iss is another client" => claims => claims["iss"] = TestClient.Beta,
            "jti is missing" => claims => claims.Remove("jti"),
            "exp is missing" => claims => claims.Remove("exp"),
            "exp is 5 minutes ago" => claims => claims["exp"] = now - 300,
            "exp is in an hour" => claims => claims["exp"] = now + 3600,
            "exp is text" => claims => claims["exp"] = "soon",
            "nbf is in 61 seconds" => claims => claims["nbf"] = now + 61,
            "iat is in 61 seconds" => claims => claims["iat"] = now + 61,
            _ => throw new ArgumentException(fault, nameof(fault)),
        };
        await RefusesAsync(client, client.Assertion(bend));
    }

    // par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted
    [Fact]
    public async Task a_clock_8_seconds_ahead_is_accepted()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var soon = host.Clock.GetUtcNow().ToUnixTimeSeconds() + 8;
        var assertion = client.Assertion(claims => (claims["nbf"], claims["iat"]) = (soon, soon));
        (await client.PushAsync(form => form["client_assertion"] = assertion)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task rsa_pss_is_accepted_and_rsa_pkcs_1_is_not()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.RsaSigned);
        (await client.PushAsync()).Status.ShouldBe(HttpStatusCode.Created);
        await RefusesAsync(client, client.Assertion(algorithm: "RS256")); // ensure-signed-client-assertion-with-RS256-fails
    }

    [Fact]
    public async Task signatures_by_nobody_or_somebody_else_are_refused()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = host.Client(TestClient.Beta);
        await RefusesAsync(client, client.Assertion(algorithm: "none", key: RSA.Create()));
        await RefusesAsync(client, client.Assertion(key: stranger));
        await RefusesAsync(client, client.Assertion(key: other.Key));
        await RefusesAsync(client, client.Assertion()[..^4] + "AAAA");
        await RefusesAsync(client, client.Assertion(type: "dpop+jwt"));
        await RefusesAsync(client, new string('e', 9 * 1024));
        await RefusesAsync(client, "not.a.jwt");
        await RefusesAsync(client, other.Assertion());
    }

    [Fact]
    public async Task an_assertion_serves_once()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var assertion = client.Assertion();
        (await client.PushAsync(form => form["client_assertion"] = assertion)).Status.ShouldBe(HttpStatusCode.Created);
        await RefusesAsync(client, assertion);
    }

    [Theory]
    [InlineData("client_assertion", null)] // ensure-client-assertion-in-token-endpoint
    [InlineData("client_assertion_type", null)]
    [InlineData("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")]
    [InlineData("client_secret", "secret")] // oidcc-server-client-secret-post
    [InlineData("client_id", TestClient.Beta)]
    public async Task other_ways_to_authenticate_are_refused(string name, string? value)
    {
        var host = shared.Host;
        using var client = host.Client();
        var answer = await client.ClientCredentialsAsync(form => form[name] = value);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Error.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task unknown_clients_get_the_same_answer_as_wrong_ones()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var unknown = await client.PushAsync(form => form["client_assertion"] = client.Assertion(claims => (claims["iss"], claims["sub"]) = ("nobody", "nobody")));
        var wrong = await client.PushAsync(form => form["client_assertion"] = client.Assertion(claims => claims["aud"] = "x"));
        unknown.Json.ToJsonString().ShouldBe(wrong.Json.ToJsonString());
    }

    [Fact]
    public async Task basic_authentication_is_refused_with_a_challenge()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        var answer = await client.SendAsync(HttpMethod.Post, "/connect/token", content, [], "Basic YTpi");
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        TestClient.Challenge(answer).ShouldStartWith("Basic");
    }

    [Fact]
    public async Task a_key_file_is_read_again_when_it_changes()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, TestClient.PublicKeys(TestClient.Beta).ToJsonString());
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Identity:Clients:0:Jwks"] = null, ["Identity:Clients:0:JwksFile"] = file };
        await using var host = await IdentityHost.StartAsync(settings);
        using var client = host.Client();
        await RefusesAsync(client, client.Assertion());

        await File.WriteAllTextAsync(file, TestClient.PublicKeys(TestClient.Alpha).ToJsonString() + "\n");
        (await client.PushAsync()).Status.ShouldBe(HttpStatusCode.Created);

        await File.WriteAllTextAsync(file, "broken");
        (await client.PushAsync()).Status.ShouldBe(HttpStatusCode.Created);
        File.Delete(file);
    }

    private static async Task RefusesAsync(TestClient client, string assertion)
    {
        var answer = await client.PushAsync(form => form["client_assertion"] = assertion);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Error.ShouldBe("invalid_client");
    }
}
