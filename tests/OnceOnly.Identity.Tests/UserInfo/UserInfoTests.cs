// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.UserInfo;

/// <summary>oidcc-userinfo-get, oidcc-userinfo-post-header, oidcc-scope-profile.</summary>
public sealed class UserInfoTests
{
    [Fact]
    public async Task userinfo_tells_the_pseudonym_and_nothing_more()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Beta);
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser, form => form["scope"] = "openid profile email");
        var info = await client.CallAsync(tokens["access_token"]!, "/connect/userinfo");
        info.Status.ShouldBe(HttpStatusCode.OK);
        info.Json.ShouldHaveSingleItem().Key.ShouldBe("sub");
        info["sub"].ShouldBe(TestJwt.Payload(tokens["id_token"]!)["sub"]!.ToString());
        info.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task claims_need_both_configuration_and_the_scope_profile()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var with = await client.AuthorizedAsync(browser, form => form["scope"] = "openid profile");
        var info = await client.CallAsync(with["access_token"]!, "/connect/userinfo");
        info["family_name"].ShouldBe("Papadopoulou");
        info["given_name"].ShouldBeNull();

        var without = await client.AuthorizedAsync(browser);
        (await client.CallAsync(without["access_token"]!, "/connect/userinfo"))["family_name"].ShouldBeNull();
    }

    [Fact]
    public async Task userinfo_answers_to_post_too()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var token = (await client.AuthorizedAsync(browser))["access_token"]!;
        var info = await client.SendAsync(HttpMethod.Post, "/connect/userinfo", null, [client.Proof("POST", "/connect/userinfo", token)], $"DPoP {token}");
        info.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task userinfo_needs_a_token_for_a_log_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        (await client.SendAsync(HttpMethod.Get, "/connect/userinfo", null, [])).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var own = (await client.ClientCredentialsAsync())["access_token"]!;
        var answer = await client.CallAsync(own, "/connect/userinfo");
        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        TestClient.Challenge(answer).ShouldContain("insufficient_scope");
    }
}
