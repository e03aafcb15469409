// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Tokens;

/// <summary>Redeeming codes: the code group of the FAPI 2.0 plan, oidcc-codereuse.</summary>
public sealed class CodeTests(SharedHost shared) : IClassFixture<SharedHost>
{
    // ensure-authorization-code-is-bound-to-client
    [Fact]
    public async Task a_code_belongs_to_its_client_and_a_stranger_does_not_spoil_it()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var other = host.Client(TestClient.Beta);
        using var browser = host.Browser();
        var code = await CodeAsync(client, browser);
        (await other.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
        (await client.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // oidcc-codereuse, oidcc-codereuse-30seconds, attempt-reuse-authorization-code-after-one-second
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(200)]
    public async Task a_second_use_revokes_what_the_first_got(int seconds)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var code = await CodeAsync(client, browser);
        var tokens = await client.RedeemAsync(code);
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);

        host.Clock.Advance(TimeSpan.FromSeconds(seconds));
        (await client.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
        TestClient.Challenge(await client.CallAsync(tokens["access_token"]!)).ShouldContain("invalid_token");
        (await client.RefreshAsync(tokens["refresh_token"]!)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task of_200_concurrent_redemptions_exactly_one_wins()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var code = await CodeAsync(client, browser);
        await client.ClientCredentialsAsync(); // for the nonce
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.RedeemAsync(code)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Error == "invalid_grant").ShouldBe(199);
    }

    // ensure-token-endpoint-fails-with-expired-auth-code
    [Fact]
    public async Task a_code_lives_60_seconds()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var late = await CodeAsync(client, browser);
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        (await client.RedeemAsync(late)).Error.ShouldBe("invalid_grant");

        var inTime = await CodeAsync(client, browser);
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        (await client.RedeemAsync(inTime)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong", "invalid_grant")] // incorrect-pkce-code-verifier-rejected
    [InlineData("code_verifier", null, "invalid_grant")] // ensure-pkce-code-verifier-required
    [InlineData("redirect_uri", "https://alpha.example/other", "invalid_grant")]
    [InlineData("redirect_uri", null, "invalid_grant")]
    [InlineData("code", null, "invalid_grant")]
    [InlineData("code", "unknown", "invalid_grant")]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("scope", "openid profile evidence:find", "invalid_scope")]
    [InlineData("authorization_details", TestClient.Details, "invalid_authorization_details")]
    [InlineData("resource", "https://elsewhere.example", "invalid_target")]
    public async Task a_wrong_parameter_is_refused(string name, string? value, string error)
    {
        var host = shared.Host;
        using var client = host.Client();
        using var browser = host.Browser();
        var answer = await client.RedeemAsync(await CodeAsync(client, browser), form => form[name] = value);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Error.ShouldBe(error);
        answer.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    // ensure-dpop-auth-code-binding-success, ensure-token-endpoint-fails-with-mismatched-dpop-jkt
    [Fact]
    public async Task a_code_bound_to_a_dpop_key_needs_that_key()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        void Bind(Dictionary<string, string?> form) => form["dpop_jkt"] = client.DpopThumbprint;
        (await client.RedeemAsync(await CodeAsync(client, browser, Bind))).Status.ShouldBe(HttpStatusCode.OK);

        using var thief = host.Client();
        (await thief.RedeemAsync(await CodeAsync(client, browser, Bind))).Error.ShouldBe("invalid_grant");
        using var certificate = TestCertificate.Create("thief");
        using var byCertificate = new TestClient(host, client.ClientId, certificate);
        (await byCertificate.RedeemAsync(await CodeAsync(client, browser, Bind))).Error.ShouldBe("invalid_grant");
    }

    // ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt
    [Fact]
    public async Task a_proof_at_par_binds_the_code_as_well()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var thief = host.Client();
        using var browser = host.Browser();
        await client.PushAsync(proof: client.Proof("POST", "/connect/par"));
        var pushed = await client.PushAsync(proof: client.Proof("POST", "/connect/par"));
        var code = (await browser.AuthorizeAsync(client.ClientId, pushed["request_uri"]!)).Code;
        (await thief.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task no_key_no_token()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var form = new Dictionary<string, string?>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        client.Authenticate(form);
        (await client.PostAsync("/connect/token", form, [])).Error.ShouldBe("invalid_dpop_proof");
    }

    private static async Task<string> CodeAsync(TestClient client, Browser browser, Action<Dictionary<string, string?>>? bend = null) =>
        (await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync(bend))).Code;
}
