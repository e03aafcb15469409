// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Authorization;

/// <summary>When a citizen must log in again, at which level, and when nobody may be asked.</summary>
public sealed class PromptTests
{
    // oidcc-prompt-none-not-logged-in
    [Fact]
    public async Task prompt_none_without_a_session_is_login_required()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var answer = AuthorizationAnswer.Read(await browser.OpenAsync(client.ClientId, await client.PushedAsync(form => form["prompt"] = "none")));
        answer.Error.ShouldBe("login_required");
        answer.State.ShouldBe("state-1");
    }

    // oidcc-prompt-none-logged-in
    [Fact]
    public async Task prompt_none_with_a_session_gives_the_same_subject_and_time()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var first = await IdTokenAsync(client, browser);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await IdTokenAsync(client, browser, form => form["prompt"] = "none");
        second["sub"]!.ToString().ShouldBe(first["sub"]!.ToString());
        second["auth_time"]!.ToString().ShouldBe(first["auth_time"]!.ToString());
    }

    [Fact]
    public async Task prompt_none_with_details_needs_the_citizen()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await IdTokenAsync(client, browser);
        var requestUri = await client.PushedAsync(form => (form["prompt"], form["authorization_details"]) = ("none", TestClient.Details));
        AuthorizationAnswer.Read(await browser.OpenAsync(client.ClientId, requestUri)).Error.ShouldBe("interaction_required");
    }

    // oidcc-prompt-login
    [Fact]
    public async Task prompt_login_logs_in_again()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var first = await IdTokenAsync(client, browser);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await IdTokenAsync(client, browser, form => form["prompt"] = "login");
        (second["auth_time"]!.GetValue<long>() - first["auth_time"]!.GetValue<long>()).ShouldBe(60);
        second["sub"]!.ToString().ShouldBe(first["sub"]!.ToString());
    }

    // oidcc-max-age-1, oidcc-max-age-10000
    [Theory]
    [InlineData("1", true)]
    [InlineData("0", true)]
    [InlineData("10000", false)]
    public async Task max_age_decides_on_a_new_log_in(string maxAge, bool again)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await IdTokenAsync(client, browser);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var response = await browser.OpenAsync(client.ClientId, await client.PushedAsync(form => form["max_age"] = maxAge));
        response.Headers.Location!.OriginalString.StartsWith("/login", StringComparison.Ordinal).ShouldBe(again);
    }

    [Theory]
    [InlineData("http://eidas.europa.eu/LoA/high", "Substantial", true)]
    [InlineData("http://eidas.europa.eu/LoA/high", "High", false)]
    [InlineData("http://eidas.europa.eu/LoA/high http://eidas.europa.eu/LoA/substantial", "Substantial", false)]
    [InlineData("http://eidas.europa.eu/loa/HIGH", "Substantial", false)]
    public async Task a_session_below_the_requested_level_logs_in_again(string acrValues, string sessionLevel, bool again)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync(), level: sessionLevel);
        var response = await browser.OpenAsync(client.ClientId, await client.PushedAsync(form => form["acr_values"] = acrValues));
        response.Headers.Location!.OriginalString.StartsWith("/login", StringComparison.Ordinal).ShouldBe(again);
    }

    [Fact]
    public async Task what_the_evidence_needs_cannot_be_undercut_by_acr_values()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync(), level: "Substantial");
        var requestUri = await client.PushedAsync(form =>
        {
            form["acr_values"] = "http://eidas.europa.eu/LoA/low";
            form["authorization_details"] = """[{"type":"evidence_request","procedure":"T3","test_level":"High"}]""";
        });
        (await browser.OpenAsync(client.ClientId, requestUri)).Headers.Location!.OriginalString.ShouldStartWith("/login");
    }

    // oidcc-id-token-hint
    [Fact]
    public async Task an_id_token_hint_names_who_is_meant()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        using var other = host.Browser();
        var hint = (await client.AuthorizedAsync(browser))["id_token"]!;
        await other.AuthorizeAsync(client.ClientId, await client.PushedAsync(), identifier: "EL/EL/2");

        void Ask(Dictionary<string, string?> form) => (form["prompt"], form["id_token_hint"]) = ("none", hint);
        AuthorizationAnswer.Read(await browser.OpenAsync(client.ClientId, await client.PushedAsync(Ask))).Code.ShouldNotBeEmpty();
        AuthorizationAnswer.Read(await other.OpenAsync(client.ClientId, await client.PushedAsync(Ask))).Error.ShouldBe("login_required");

        var login = await other.OpenAsync(client.ClientId, await client.PushedAsync(form => form["id_token_hint"] = hint));
        AuthorizationAnswer.Read(await other.LogInAsync(login, "EL/EL/3")).Error.ShouldBe("login_required");
    }

    private static async Task<JsonObject> IdTokenAsync(TestClient client, Browser browser, Action<Dictionary<string, string?>>? bend = null)
    {
        var tokens = await client.AuthorizedAsync(browser, bend);
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        return TestJwt.Payload(tokens["id_token"]!);
    }
}
