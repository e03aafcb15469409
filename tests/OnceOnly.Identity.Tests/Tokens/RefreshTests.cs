// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Tokens;

/// <summary>oidcc-refresh-token, fapi2 refresh-token.</summary>
public sealed class RefreshTests
{
    [Fact]
    public async Task refreshing_gives_tokens_about_the_same_log_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser);
        host.Clock.Advance(TimeSpan.FromHours(1));
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var refreshed = await client.RefreshAsync(tokens["refresh_token"]!);
        refreshed.Status.ShouldBe(HttpStatusCode.OK);
        refreshed["refresh_token"].ShouldBe(tokens["refresh_token"]);
        (await client.CallAsync(refreshed["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
        var (first, second) = (TestJwt.Payload(tokens["id_token"]!), TestJwt.Payload(refreshed["id_token"]!));
        second["sub"]!.ToString().ShouldBe(first["sub"]!.ToString());
        second["auth_time"]!.ToString().ShouldBe(first["auth_time"]!.ToString());
        second.ContainsKey("nonce").ShouldBeFalse();
    }

    [Fact]
    public async Task a_refresh_token_is_bound_to_client_and_key()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var sameClientOtherKey = host.Client();
        using var otherClient = new TestClient(host, TestClient.Beta) { DpopKey = client.DpopKey };
        using var browser = host.Browser();
        var token = (await client.AuthorizedAsync(browser))["refresh_token"]!;
        (await sameClientOtherKey.RefreshAsync(token)).Error.ShouldBe("invalid_grant");
        (await otherClient.RefreshAsync(token)).Error.ShouldBe("invalid_grant");
        (await client.RefreshAsync("unknown")).Error.ShouldBe("invalid_grant");
        (await client.RefreshAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task refreshing_narrows_and_never_widens()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser, form => (form["scope"], form["authorization_details"]) = ("openid profile", TestClient.Details));
        var token = tokens["refresh_token"]!;

        var narrowed = await client.RefreshAsync(token, form => form["scope"] = "openid");
        narrowed["scope"].ShouldBe("openid");
        (await client.RefreshAsync(token, form => form["scope"] = "openid evidence:find")).Error.ShouldBe("invalid_scope");
        (await client.RefreshAsync(token))["scope"].ShouldBe("openid profile");

        var granted = tokens.Json["authorization_details"]!.ToJsonString();
        (await client.RefreshAsync(token, form => form["authorization_details"] = granted)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(token, form => form["authorization_details"] = TestClient.Details)).Error.ShouldBe("invalid_authorization_details");
    }

    [Fact]
    public async Task a_refresh_token_ends_with_its_grant()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var token = (await client.AuthorizedAsync(browser))["refresh_token"]!;
        host.Clock.Advance(TimeSpan.FromDays(7));
        (await client.RefreshAsync(token)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task clients_that_may_not_refresh_get_no_refresh_token()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Beta);
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser, form => form["scope"] = "openid offline_access");
        tokens["refresh_token"].ShouldBeNull();
        tokens["scope"].ShouldBe("openid");
    }
}
