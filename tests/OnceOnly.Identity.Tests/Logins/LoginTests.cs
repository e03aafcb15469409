// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Logins;

public sealed class LoginTests
{
    [Fact]
    public async Task only_eids_that_can_reach_the_level_are_offered_and_accepted()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        using (client)
        {
            var page = JsonNode.Parse(await (await browser.GetAsync($"/login?id={login}")).Content.ReadAsStringAsync())!;
            page["clientId"]!.ToString().ShouldBe(TestClient.Alpha);
            page["options"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe("EL");
            (await browser.PostAsync($"/login/depart?id={login}&option=LT")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await browser.PostAsync($"/login/depart?id={login}&option=XX")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task a_level_below_the_one_asked_is_no_log_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var answer = await browser.AnswerLoginAsync(await browser.OpenAsync(client.ClientId, await client.PushedAsync()), level: "Low");
        answer.Headers.Location!.OriginalString.ShouldStartWith("/login?id=");
        var page = JsonNode.Parse(await (await browser.GetAsync(answer.Headers.Location.OriginalString)).Content.ReadAsStringAsync())!;
        page["lastFailure"]!.GetValue<int>().ShouldBe((int)LoginFailure.LevelTooLow);
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        AuthorizationAnswer.Read(await browser.LogInAsync(answer)).Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task the_answer_counts_only_in_the_browser_that_asked()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        using var victim = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        var (other, _) = await BeginAsync(host, victim); // so that the victim's browser has a cookie of its own
        client.Dispose();
        other.Dispose();
        await browser.DepartAsync(login);
        (await victim.GetAsync($"/login?id={login}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var answer = await victim.PostAsync("/eid/answer", ("RelayState", login), ("identifier", "EL/EL/attacker"), ("level", "High"));
        answer.Headers.Location!.OriginalString.ShouldBe("/login?failure=Expired");
        (await victim.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task an_answer_serves_once_and_only_after_the_citizen_chose_the_eid()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        (await AnswerAsync(browser, login)).Headers.Location!.OriginalString.ShouldBe($"/login?id={login}");
        (await LastFailureAsync(browser, login)).ShouldBe(LoginFailure.Expired);
        await browser.DepartAsync(login);
        var resume = (await AnswerAsync(browser, login)).Headers.Location!.OriginalString;
        resume.ShouldStartWith("/connect/authorize/resume?id=");

        (await AnswerAsync(browser, login, "EL/EL/2")).Headers.Location!.OriginalString.ShouldBe(resume);
        (await (await browser.GetAsync("/whoami")).Content.ReadAsStringAsync()).ShouldBe("EL/EL/1");
    }

    [Fact]
    public async Task a_log_in_ends_after_20_minutes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        (await AnswerAsync(browser, login)).Headers.Location!.OriginalString.ShouldBe($"/login?id={login}");
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync($"/login/depart?id={login}&option=EL")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        JsonNode.Parse(await (await browser.GetAsync($"/login?id={login}")).Content.ReadAsStringAsync())!["isOver"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task a_log_in_that_the_version_before_began_goes_on()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        await AsOfTheVersionBeforeAsync(host, login);

        (await AnswerAsync(browser, login)).Headers.Location!.OriginalString.ShouldStartWith("/connect/authorize/resume?id=");
    }

    // The authorization lives 30 minutes: as long the e-service can be told.
    [Theory]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(29)]
    public async Task who_gives_up_a_log_in_that_took_too_long_goes_back_to_the_e_service_as_access_denied(int minutes)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        host.Clock.Advance(TimeSpan.FromMinutes(minutes));
        (await browser.PostAsync("/eid/answer", ("RelayState", login), ("failure", "Expired"))).Headers.Location!.OriginalString.ShouldBe($"/login?id={login}");

        var back = await browser.PostAsync($"/login/cancel?id={login}");
        var again = await browser.PostAsync($"/login/cancel?id={login}"); // a browser shows what the second press brings

        again.Headers.Location!.OriginalString.ShouldBe(back.Headers.Location!.OriginalString);
        var told = (await browser.GetAsync(again.Headers.Location!.OriginalString)).Headers.Location!;
        told.OriginalString.ShouldStartWith(TestClient.RedirectUri);
        told.Query.ShouldContain("error=access_denied");
        told.Query.ShouldContain("state=state-1");
    }

    [Fact]
    public async Task an_attempt_that_fails_leaves_another_ones_answer_good()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        await browser.DepartAsync(login); // in a second tab

        await browser.PostAsync("/eid/answer", ("RelayState", login), ("failure", "Rejected"));

        (await LastFailureAsync(browser, login)).ShouldBe(LoginFailure.Rejected);
        (await AnswerAsync(browser, login)).Headers.Location!.OriginalString.ShouldStartWith("/connect/authorize/resume?id=");
    }

    [Fact]
    public async Task an_attempt_that_fails_after_another_one_succeeded_goes_on_with_that()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        var resume = (await AnswerAsync(browser, login)).Headers.Location!.OriginalString;

        (await browser.PostAsync("/eid/answer", ("RelayState", login), ("failure", "Rejected"))).Headers.Location!.OriginalString.ShouldBe(resume);

        AuthorizationAnswer.Read(await browser.GetAsync(resume)).Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task who_cancels_in_a_tab_left_open_after_logging_in_goes_on_with_the_log_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        var resume = (await AnswerAsync(browser, login)).Headers.Location!.OriginalString;

        (await browser.PostAsync($"/login/cancel?id={login}")).Headers.Location!.OriginalString.ShouldBe(resume);

        AuthorizationAnswer.Read(await browser.GetAsync(resume)).Code.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Rejected")]
    [InlineData("Cancelled")]
    [InlineData(null)]
    public async Task an_answer_after_a_cancellation_goes_where_that_went(string? failure)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        var back = (await browser.PostAsync($"/login/cancel?id={login}")).Headers.Location!.OriginalString;

        var answer = failure is null
            ? await AnswerAsync(browser, login)
            : await browser.PostAsync("/eid/answer", ("RelayState", login), ("failure", failure));

        answer.Headers.Location!.OriginalString.ShouldBe(back);
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_failure_is_told_on_the_log_in_page_and_another_try_works()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);
        var failed = await browser.PostAsync("/eid/answer", ("RelayState", login), ("failure", "NotAuthenticated"));
        failed.Headers.Location!.OriginalString.ShouldBe($"/login?id={login}");
        await browser.DepartAsync(login);
        (await AnswerAsync(browser, login)).Headers.Location!.OriginalString.ShouldStartWith("/connect/authorize/resume");
        (await browser.PostAsync("/eid/answer", ("RelayState", "unknown"), ("failure", "Rejected"))).Headers.Location!.OriginalString.ShouldBe("/login?failure=Rejected");
    }

    [Fact]
    public async Task a_citizen_who_cancels_at_the_eid_goes_back_to_the_e_service_as_access_denied()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var (client, login) = await BeginAsync(host, browser);
        client.Dispose();
        await browser.DepartAsync(login);

        var cancelled = await browser.PostAsync("/eid/answer", ("RelayState", login), ("failure", "Cancelled"));
        var back = await browser.GetAsync(cancelled.Headers.Location!.OriginalString);

        back.Headers.Location!.Query.ShouldContain("error=access_denied");
        back.Headers.Location!.Query.ShouldContain("state=");
        await AnswerAsync(browser, login);
        (await browser.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%0d%0ax", true)]
    [InlineData("/\t/evil.example")]
    [InlineData("relative")]
    [InlineData("/mydata?x=1", true)]
    public async Task return_paths_are_local(string path, bool local = false)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var response = await browser.GetAsync($"/login/begin?path={Uri.EscapeDataString(path)}");
        response.StatusCode.ShouldBe(local ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    private static async Task<(TestClient Client, string LoginId)> BeginAsync(IdentityHost host, Browser browser)
    {
        var client = host.Client();
        var response = await browser.OpenAsync(client.ClientId, await client.PushedAsync());
        return (client, response.Headers.Location!.OriginalString["/login?id=".Length..]);
    }

    // It knew neither an end nor a cancellation.
    private static async Task AsOfTheVersionBeforeAsync(IdentityHost host, string login)
    {
        var store = host.Services.GetRequiredService<IProtocolStore>();
        var key = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(login)));
        var item = (await store.FindAsync("login", key, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var protector = host.Services.GetDataProtectionProvider().CreateProtector("OnceOnly.Identity.State").CreateProtector("login", key);
        var content = JsonNode.Parse(protector.Unprotect(item.Payload.ToArray()))!.AsObject();
        content.Remove("EndsAt").ShouldBeTrue();
        content.Remove("Cancelled").ShouldBeTrue();
        var older = item with { Payload = protector.Protect(Encoding.UTF8.GetBytes(content.ToJsonString())) };
        (await store.TryReplaceAsync(older, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    private static async Task<LoginFailure> LastFailureAsync(Browser browser, string login)
    {
        var page = JsonNode.Parse(await (await browser.GetAsync($"/login?id={login}")).Content.ReadAsStringAsync())!;
        return (LoginFailure)page["lastFailure"]!.GetValue<int>();
    }

    private static Task<HttpResponseMessage> AnswerAsync(Browser browser, string login, string identifier = "EL/EL/1") =>
        browser.PostAsync("/eid/answer", ("RelayState", login), ("identifier", identifier), ("level", "High"));
}
