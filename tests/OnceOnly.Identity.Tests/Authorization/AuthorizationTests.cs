// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Authorization;

/// <summary>The authorization endpoint: what is shown, what is redirected, and what serves once.</summary>
public sealed class AuthorizationTests
{
    // ensure-unsigned-authorization-request-without-using-par-fails, oidcc-ensure-registered-redirect-uri
    [Fact]
    public async Task a_request_that_was_not_pushed_is_an_error_page()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var uri = $"/connect/authorize?client_id=alpha&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString(TestClient.RedirectUri)}";
        await ShowsErrorAsync(await browser.GetAsync(uri));
        await ShowsErrorAsync(await browser.GetAsync("/connect/authorize"));
        await ShowsErrorAsync(await browser.OpenAsync("alpha", "https://alpha.example/request.jwt")); // oidcc-request-uri-unsigned
        await ShowsErrorAsync(await browser.OpenAsync("alpha", "urn:ietf:params:oauth:request_uri:unknown"));
    }

    // oidcc-ensure-post-request-succeeds
    [Fact]
    public async Task post_opens_a_request_as_get_does()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var response = await browser.PostAsync("/connect/authorize", ("client_id", client.ClientId), ("request_uri", await client.PushedAsync()));
        AuthorizationAnswer.Read(await browser.LogInAsync(response)).Code.ShouldNotBeEmpty();
    }

    // par-attempt-to-use-request_uri-for-different-client
    [Fact]
    public async Task a_request_belongs_to_the_client_that_pushed_it()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await ShowsErrorAsync(await browser.OpenAsync(TestClient.Beta, await client.PushedAsync()));
    }

    // par-attempt-to-use-expired-request_uri
    [Fact]
    public async Task a_request_expires()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var requestUri = await client.PushedAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(91));
        await ShowsErrorAsync(await browser.OpenAsync(client.ClientId, requestUri));
    }

    [Fact]
    public async Task a_request_that_was_opened_in_time_outlives_a_slow_log_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        AuthorizationAnswer.Read(await browser.LogInAsync(login)).Code.ShouldNotBeEmpty();
    }

    // par-ensure-reused-request-uri-prior-to-auth-completion-succeeds, par-attempt-reuse-request_uri
    [Fact]
    public async Task a_request_may_be_reloaded_until_it_is_done_and_not_after()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var requestUri = await client.PushedAsync();
        var abandoned = await browser.OpenAsync(client.ClientId, requestUri);
        var answer = AuthorizationAnswer.Read(await browser.LogInAsync(await browser.OpenAsync(client.ClientId, requestUri)));
        (await client.RedeemAsync(answer.Code)).Status.ShouldBe(HttpStatusCode.OK);

        await ShowsErrorAsync(await browser.OpenAsync(client.ClientId, requestUri));
        await ShowsErrorAsync(await browser.LogInAsync(abandoned));
    }

    // user-rejects-authentication
    [Fact]
    public async Task giving_up_the_log_in_is_access_denied()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync());
        var id = login.Headers.Location!.OriginalString["/login?id=".Length..];
        var cancelled = await browser.PostAsync($"/login/cancel?id={id}");
        var answer = AuthorizationAnswer.Read(await browser.GetAsync(cancelled.Headers.Location!.OriginalString));
        answer.Error.ShouldBe("access_denied");
        answer.State.ShouldBe("state-1");
        answer.Issuer.ShouldBe(host.Issuer);
        await ShowsErrorAsync(await browser.GetAsync(cancelled.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task refusing_the_explicit_request_is_access_denied_once()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync(form => form["authorization_details"] = TestClient.Details));
        var request = await browser.LogInAsync(login);
        AuthorizationAnswer.Read(await browser.DecideAsync(request, accept: false)).Error.ShouldBe("access_denied");
        (await browser.GetAsync(request.Headers.Location!.OriginalString)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync(request.Headers.Location!.OriginalString + "&accept=true")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    // our consent-binding test: ensure-server-handles-non-matching-intent-id
    [Fact]
    public async Task another_citizen_can_neither_see_nor_decide_the_explicit_request()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        using var other = host.Browser();
        await other.AuthorizeAsync(client.ClientId, await client.PushedAsync(), identifier: "EL/EL/2");
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync(form => form["authorization_details"] = TestClient.Details));
        var address = (await browser.LogInAsync(login)).Headers.Location!.OriginalString;
        (await other.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync(address + "&accept=true")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync(address + "&accept=true")).Headers.Location.ShouldNotBeNull();
    }

    [Fact]
    public async Task granting_at_the_same_moment_in_200_tabs_gives_one_code()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync(form => form["authorization_details"] = TestClient.Details));
        var address = (await browser.LogInAsync(login)).Headers.Location!.OriginalString;
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => browser.PostAsync(address + "&accept=true")));
        answers.Count(answer => answer.Headers.Location is not null).ShouldBe(1);
    }

    [Theory]
    [InlineData("state", 512)] // ensure-authorization-request-with-long-state
    [InlineData("nonce", 64)] // -with-64-char-nonce-success
    [InlineData("nonce", 384)] // -with-long-nonce
    public async Task long_values_come_back_unchanged(string name, int length)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var value = string.Concat(Enumerable.Range(0, length).Select(index => "aA0-._~ &=%+"[index % 12]));
        var answer = await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync(form => form[name] = value));
        var seen = name == "state" ? answer.State : TestJwt.Payload((await client.RedeemAsync(answer.Code))["id_token"]!)["nonce"]!.ToString();
        seen.ShouldBe(value);
    }

    // state-only-outside-request-object-not-used, ensure-different-state-inside-and-outside-request-object
    [Fact]
    public async Task parameters_beside_the_pushed_request_do_not_count()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var requestUri = await client.PushedAsync(form => form["state"] = null);
        var login = await browser.GetAsync(
            $"/connect/authorize?client_id={client.ClientId}&request_uri={Uri.EscapeDataString(requestUri)}&state=outside&redirect_uri=https%3A%2F%2Fevil.example");
        var answer = AuthorizationAnswer.Read(await browser.LogInAsync(login));
        answer.State.ShouldBeNull();
        answer.Address.Host.ShouldBe("alpha.example");
    }

    // ensure-other-scope-order-succeeds, oidcc-alternate-happy-flow
    [Fact]
    public async Task the_order_of_scopes_does_not_matter()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser, form => form["scope"] = "profile openid");
        tokens["scope"].ShouldBe("profile openid");
    }

    [Fact]
    public async Task duplicate_parameters_are_an_error_page()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var requestUri = Uri.EscapeDataString(await client.PushedAsync());
        await ShowsErrorAsync(await browser.GetAsync($"/connect/authorize?client_id=alpha&client_id=beta&request_uri={requestUri}"));
    }

    private static async Task ShowsErrorAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.Location.ShouldBeNull();
        (await response.Content.ReadAsStringAsync()).ShouldContain("<h1>");
    }
}
