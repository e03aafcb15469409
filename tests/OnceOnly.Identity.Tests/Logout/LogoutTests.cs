// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text.RegularExpressions;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Logout;

/// <summary>The oidcc-rp-initiated-logout set.</summary>
public sealed partial class LogoutTests
{
    private const string Bye = "https://alpha.example/bye";

    [Fact]
    public async Task a_hint_of_this_session_logs_out_and_returns_with_state()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var hint = (await client.AuthorizedAsync(browser))["id_token"]!;
        host.Clock.Advance(TimeSpan.FromMinutes(10)); // expired hints are good
        var response = await browser.GetAsync($"/connect/endsession?id_token_hint={hint}&post_logout_redirect_uri={Uri.EscapeDataString(Bye)}&state=s%261");
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.Location!.OriginalString.ShouldBe(Bye + "?state=s%261");
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task without_a_hint_the_citizen_is_asked()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync());
        var page = await browser.GetAsync($"/connect/endsession?client_id=alpha&post_logout_redirect_uri={Uri.EscapeDataString(Bye)}");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var handle = Value().Match(await page.Content.ReadAsStringAsync()).Groups["value"].Value;
        using var other = host.Browser();
        await other.AuthorizeAsync(client.ClientId, await client.PushedAsync());
        (await other.PostAsync("/connect/endsession/confirm", ("logout", handle))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await other.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var response = await browser.PostAsync("/connect/endsession/confirm", ("logout", handle));
        response.Headers.Location!.OriginalString.ShouldBe(Bye);
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("id_token_hint=not.a.token")] // bad-id-token-hint
    [InlineData("client_id=alpha&post_logout_redirect_uri=https%3A%2F%2Fevil.example")] // bad-post-logout-redirect-uri
    [InlineData("client_id=alpha&post_logout_redirect_uri=https%3A%2F%2Falpha.example%2Fbye%3Fx")] // query-added-to-post-logout-redirect-uri
    [InlineData("post_logout_redirect_uri=https%3A%2F%2Falpha.example%2Fbye")] // no client
    [InlineData("client_id=alpha&client_id=beta")]
    public async Task a_wrong_request_is_an_error_page_and_nobody_is_logged_out(string query)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync());
        var response = await browser.GetAsync("/connect/endsession?" + query);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.Location.ShouldBeNull();
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // modified-id-token-hint
    [Fact]
    public async Task a_modified_hint_is_an_error_page()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var hint = (await client.AuthorizedAsync(browser))["id_token"]!;
        (await browser.GetAsync($"/connect/endsession?id_token_hint={hint[..^4]}AAAA")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync($"/connect/endsession?id_token_hint={hint}&client_id=beta")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task without_a_session_there_is_nothing_to_ask()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        (await browser.GetAsync("/connect/endsession")).Headers.Location!.OriginalString.ShouldBe("/");
    }

    [GeneratedRegex("value=\"(?<value>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Value();
}
