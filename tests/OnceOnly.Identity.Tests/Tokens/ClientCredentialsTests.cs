// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Tokens;

public sealed class ClientCredentialsTests
{
    [Fact]
    public async Task an_e_service_may_look_for_evidence_as_itself()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Beta);
        var tokens = await client.ClientCredentialsAsync(form => form["scope"] = "evidence:find");
        tokens["scope"].ShouldBe("evidence:find");
        tokens["id_token"].ShouldBeNull();
        tokens["refresh_token"].ShouldBeNull();
        var called = await client.CallAsync(tokens["access_token"]!);
        called["clientId"].ShouldBe(client.ClientId);
        called["subject"].ShouldBeNull();
        called["explicitRequestId"].ShouldBeNull();
        called.Json["scopes"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe("evidence:find");
    }

    [Theory]
    [InlineData("openid")]
    [InlineData("evidence:find openid")]
    public async Task a_citizens_scopes_need_a_citizen(string scope)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        (await client.ClientCredentialsAsync(form => form["scope"] = scope)).Error.ShouldBe("invalid_scope");
    }

    [Fact]
    public async Task details_need_a_citizen()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        (await client.ClientCredentialsAsync(form => form["authorization_details"] = TestClient.Details)).Error.ShouldBe("invalid_authorization_details");
    }
}
