// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public async Task cookies_belong_to_this_host_and_no_script()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync());
        Cookie(login).ShouldSatisfyAllConditions(
            cookie => cookie.ShouldStartWith("__Host-onceonly-browser="),
            cookie => cookie.ShouldContain("samesite=none", Case.Insensitive),
            cookie => cookie.ShouldContain("secure", Case.Insensitive),
            cookie => cookie.ShouldContain("httponly", Case.Insensitive),
            cookie => cookie.ShouldNotContain("domain", Case.Insensitive));
        Cookie(await browser.AnswerLoginAsync(login)).ShouldSatisfyAllConditions(
            cookie => cookie.ShouldStartWith("__Host-onceonly-session="),
            cookie => cookie.ShouldContain("samesite=lax", Case.Insensitive),
            cookie => cookie.ShouldContain("httponly", Case.Insensitive),
            cookie => cookie.ShouldNotContain("EL/EL/1"));
    }

    [Fact]
    public async Task a_session_ends_after_20_idle_minutes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = await LoggedInAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(19));
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(19));
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_busy_session_ends_after_4_hours()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = await LoggedInAsync(host);
        for (var minutes = 10; minutes < 240; minutes += 10)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(10));
            (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_handle_known_before_the_log_in_is_worthless_after_it()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        using var attacker = host.Browser();
        const string Fixed = "fixed-fixed-fixed-fixed-fixed-fixed-fixed-1";
        foreach (var one in (Browser[])[browser, attacker])
        {
            one.Cookies.Add(new Uri(host.Issuer), new Cookie("__Host-onceonly-session", Fixed) { Secure = true });
        }

        await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync());
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await attacker.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task parallel_requests_of_one_browser_keep_the_session()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = await LoggedInAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.GetAsync("/whoami")));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    private static string Cookie(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();

    private static async Task<Browser> LoggedInAsync(IdentityHost host)
    {
        using var client = host.Client();
        var browser = host.Browser();
        await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync());
        return browser;
    }
}
