// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>What a connector answers us, not the browser.</summary>
public sealed class OidcBackChannelTests
{
    [Theory]
    [InlineData("/token", 401, """{"error":"invalid_client"}""", LoginFailure.Unavailable, "answered HTTP 401, error invalid_client", "refused: ClientRefused")]
    [InlineData("/token", 401, "", LoginFailure.Unavailable, "answered HTTP 401, error none", "refused: ClientRefused")]
    [InlineData("/token", 400, """{"error":"unauthorized_client"}""", LoginFailure.Unavailable, "answered HTTP 400, error unauthorized_client", "refused: ClientRefused")]
    [InlineData("/token", 400, """{"error":"invalid_grant"}""", LoginFailure.Rejected, "answered HTTP 400, error invalid_grant", "refused: CodeNotRedeemed")]
    [InlineData("/token", 400, """{"error":"no code of Carmen Garcia"}""", LoginFailure.Rejected, "answered HTTP 400, error none", "refused: CodeNotRedeemed")]
    [InlineData("/token", 200, "<html>", LoginFailure.Rejected, "answered HTTP 200, error none", "refused: CodeNotRedeemed")]
    [InlineData("/token", 200, "[]", LoginFailure.Rejected, "answered HTTP 200, error none", "refused: CodeNotRedeemed")]
    [InlineData("/token", 200, """{"id_token":"\ud800"}""", LoginFailure.Rejected, "answered HTTP 200, error none", "refused: CodeNotRedeemed")]
    [InlineData("/token", 200, """{"\ud800":1}""", LoginFailure.Rejected, "answered HTTP 200, error none", "refused: CodeNotRedeemed")]
    [InlineData("/token", 200, "{\"id_token\":\"\u00ff\"}", LoginFailure.Rejected, "answered HTTP 200, error none", "refused: CodeNotRedeemed")]
    [InlineData("/token", 200, "{}", LoginFailure.Rejected, "", "refused: TokenSignature")]
    [InlineData("/token", 429, "", LoginFailure.Unavailable, "could not be reached (HTTP 429)", "")]
    [InlineData("/token", 503, """{"error":"temporarily_unavailable"}""", LoginFailure.Unavailable, "could not be reached (HTTP 503)", "")]
    [InlineData("/userinfo", 503, "", LoginFailure.Unavailable, "could not be reached (HTTP 503)", "")]
    [InlineData("/userinfo", 401, "", LoginFailure.Rejected, "", "refused: UserInfo")]
    [InlineData("/userinfo", 200, """{"sub":"\ud800"}""", LoginFailure.Rejected, "", "refused: UserInfo")]
    [InlineData("/userinfo", 200, "{\"sub\":\"19800229-1234\",\"family_name\":\"\u00ff\"}", LoginFailure.Rejected, "", "refused: UserInfo")]
    [InlineData("/userinfo", 200, "\"19800229-1234\"", LoginFailure.Rejected, "", "refused: UserInfo")]
    public async Task the_operator_learns_why_there_was_no_answer_to_believe(
        string path, int status, string body, LoginFailure failure, string told, string refused)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Instead[path] = _ => Results.Text(System.Text.Encoding.Latin1.GetBytes(body), "application/json", status);
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));

        host.Logins.Failed.ShouldBe(failure);
        host.Log.Text.ShouldContain(told);
        host.Log.Text.ShouldContain(refused);
        host.Log.Text.Contains("refused:", StringComparison.Ordinal).ShouldBe(refused.Length > 0);
        host.Log.Text.ShouldNotContain("Carmen");
    }

    [Fact]
    public async Task an_access_token_that_no_header_can_carry_is_not_sent()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Rewrite = (path, json) => path == "/token" ? json.Replace("\"access\"", "\"access\\nX-Other: 1\"", StringComparison.Ordinal) : json;
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));

        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("refused: UserInfo");
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/jwks")]
    [InlineData("/token")]
    [InlineData("/userinfo")]
    public async Task nobody_is_followed_to_another_address(string path)
    {
        await using var connector = await ForgedConnector.StartAsync();
        var visited = false;
        connector.Instead[path] = _ => Results.Redirect("/elsewhere", permanent: false, preserveMethod: true);
        connector.Instead["/elsewhere"] = _ =>
        {
            visited = true;
            return Results.NotFound();
        };
        await using var host = await OidcHost.StartAsync(connector, ("UserInfo", "true"));

        if (await host.DepartAsync() is { } departure)
        {
            await host.ArriveAsync(connector.Answer(departure));
        }

        host.Logins.Completed.ShouldBeNull();
        visited.ShouldBeFalse();
    }

    [Fact]
    public async Task no_cookie_ties_one_citizen_to_another()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.UserInfo = new JsonObject { ["sub"] = "19800229-1234", ["family_name"] = "Garcia", ["given_name"] = "Carmen", ["birthdate"] = "1980-02-29" };
        var seen = new ConcurrentQueue<string?>();
        connector.OnRequest = context =>
        {
            seen.Enqueue(context.Request.Headers.Cookie);
            context.Response.Headers.SetCookie = "session=1; Path=/; Secure";
        };
        await using var host = await OidcHost.LogInAsync(connector, ("UserInfo", "true"));

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
        seen.Count.ShouldBe(4);
        seen.ShouldAllBe(cookie => cookie == null);
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/jwks")]
    [InlineData("/token")]
    [InlineData("/userinfo")]
    public async Task an_answer_longer_than_512_KB_is_not_read(string path)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.UserInfo = new JsonObject { ["sub"] = "19800229-1234", ["family_name"] = "Garcia", ["given_name"] = "Carmen", ["birthdate"] = "1980-02-29" };
        foreach (var (length, isRead) in new[] { (512 * 1024, true), ((512 * 1024) + 1, false) })
        {
            connector.Rewrite = (at, json) => at == path ? json.PadRight(length) : json;
            await using var host = await OidcHost.StartAsync(connector, ("UserInfo", "true"));
            var departure = await host.DepartAsync();
            if (departure is not null)
            {
                await host.ArriveAsync(connector.Answer(departure));
            }

            (host.Logins.Completed is not null).ShouldBe(isRead, host.Log.Text);
            host.Log.Text.Contains("could not be reached (HttpRequestException)", StringComparison.Ordinal).ShouldBe(!isRead);
        }
    }

    [Fact]
    public async Task refused_answers_are_counted_by_connector_and_fault()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["nonce"] = "other";
        await using var host = await OidcHost.StartAsync(connector);
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "onceonly.oidc.answers.refused" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Enqueue($"{value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();

        await host.ArriveAsync(connector.Answer((await host.DepartAsync()).ShouldNotBeNull()));

        counted.ShouldBe(["1 ES TokenNonce"]);
    }
}
