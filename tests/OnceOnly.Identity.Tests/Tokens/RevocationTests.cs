// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Tokens;

public sealed class RevocationTests
{
    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    public async Task revoking_any_token_ends_the_grant(string which)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser);
        (await RevokeAsync(client, tokens[which])).Status.ShouldBe(HttpStatusCode.OK);
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.RefreshAsync(tokens["refresh_token"]!)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task revoking_at_one_instance_counts_at_the_other_at_once()
    {
        await using var host = await IdentityHost.StartAsync();
        await using var second = await IdentityHost.StartAsync(first: host);
        using var client = host.Client();
        using var there = new TestClient(second, TestClient.Alpha) { DpopKey = client.DpopKey };
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser);

        // Both have verified the token and remember that.
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
        (await there.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
        (await RevokeAsync(client, tokens["refresh_token"])).Status.ShouldBe(HttpStatusCode.OK);
        (await there.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task a_stranger_cannot_revoke()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var other = host.Client(TestClient.Beta);
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser);
        (await RevokeAsync(other, tokens["refresh_token"])).Error.ShouldBe("invalid_grant");
        (await RevokeAsync(other, tokens["access_token"])).Error.ShouldBe("invalid_grant");
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task unknown_tokens_are_no_error_and_no_token_is()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        (await RevokeAsync(client, "unknown")).Status.ShouldBe(HttpStatusCode.OK);
        (await RevokeAsync(client, null)).Error.ShouldBe("invalid_request");
        (await client.PostAsync("/connect/revocation", new(StringComparer.Ordinal) { ["token"] = "x" }, [])).Error.ShouldBe("invalid_client");
    }

    private static Task<Answer> RevokeAsync(TestClient client, string? token)
    {
        var form = new Dictionary<string, string?>(StringComparer.Ordinal) { ["token"] = token };
        client.Authenticate(form);
        return client.PostAsync("/connect/revocation", form, []);
    }
}
