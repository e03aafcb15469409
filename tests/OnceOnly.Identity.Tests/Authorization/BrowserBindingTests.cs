// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Authorization;

/// <summary>An authorization goes on in the browser that opened it, and a log-in is fresh only when it came after.</summary>
public sealed class BrowserBindingTests
{
    private const string SessionCookie = "__Host-onceonly-session";
    private const string BrowserCookie = "__Host-onceonly-browser";

    [Fact]
    public async Task an_authorization_cannot_be_resumed_or_cancelled_in_another_browser()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        using var other = host.Browser();
        await other.AuthorizeAsync(client.ClientId, await client.PushedAsync(), identifier: "EL/EL/2");
        var (login, resume) = await OpenedAsync(client, browser);

        (await other.GetAsync(resume)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await other.GetAsync(resume.Replace("/resume", "/cancel", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        AuthorizationAnswer.Read(await browser.LogInAsync(login)).Code.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "10")]
    public async Task a_session_from_before_the_authorization_is_never_a_fresh_log_in(string name, string value)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var session = browser.Cookies.GetAllCookies()[SessionCookie].ShouldNotBeNull();
        session.Expired = true;
        var (login, resume) = await OpenedAsync(client, browser, form => form[name] = value);
        browser.Cookies.Add(new Cookie(SessionCookie, session.Value, "/", session.Domain) { Secure = true });

        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync(resume)).Headers.Location!.OriginalString.ShouldStartWith("/login");
        AuthorizationAnswer.Read(await browser.LogInAsync(login)).Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task an_explicit_request_needs_the_browser_beside_the_session()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var (login, _) = await OpenedAsync(client, browser, form => form["authorization_details"] = TestClient.Details);
        var address = (await browser.LogInAsync(login)).Headers.Location!.OriginalString;

        var binding = browser.Cookies.GetAllCookies()[BrowserCookie].ShouldNotBeNull();
        binding.Expired = true;
        (await browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync(address + "&accept=true")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync(address + "&accept=false")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        browser.Cookies.Add(new Cookie(BrowserCookie, binding.Value, "/", binding.Domain) { Secure = true });
        (await browser.PostAsync(address + "&accept=true")).Headers.Location.ShouldNotBeNull();
    }

    /// <summary>Opens a request, and reads from the page of the log-in where it will come back to.</summary>
    private static async Task<(HttpResponseMessage Login, string Resume)> OpenedAsync(
        TestClient client, Browser browser, Action<Dictionary<string, string?>>? bend = null)
    {
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync(bend));
        using var page = await browser.GetAsync(login.Headers.Location.ShouldNotBeNull().OriginalString);
        var json = System.Text.Json.Nodes.JsonNode.Parse(await page.Content.ReadAsStringAsync())!;
        return (login, json["returnPath"].ShouldNotBeNull().ToString());
    }
}
