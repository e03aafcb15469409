// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.ClientAuthentication;

/// <summary><c>self_signed_tls_client_auth</c> and certificate-bound tokens (RFC 8705), ensure-holder-of-key-required.</summary>
public sealed class MutualTlsTests
{
    [Fact]
    public async Task a_registered_certificate_authenticates_and_binds()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Certified);
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser);
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        tokens["token_type"].ShouldBe("Bearer");
        TestJwt.Payload(tokens["access_token"]!)["cnf"]!["x5t#S256"].ShouldNotBeNull();
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);

        var refreshed = await client.RefreshAsync(tokens["refresh_token"]!);
        (await client.CallAsync(refreshed["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task another_certificate_neither_authenticates_nor_uses_the_token()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Certified);
        using var certificate = TestCertificate.Create("thief");
        using var thief = new TestClient(host, TestClient.Certified, certificate);
        (await thief.ClientCredentialsAsync()).Error.ShouldBe("invalid_client");

        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        (await client.CallAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        TestClient.Challenge(await thief.CallAsync(token)).ShouldContain("invalid_token");
    }

    [Fact]
    public async Task without_the_certificate_the_token_is_worthless()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Certified);
        using var thief = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        TestClient.Challenge(await thief.SendAsync(HttpMethod.Get, "/api/thing", null, [], $"Bearer {token}")).ShouldContain("invalid_token");
        TestClient.Challenge(await thief.CallAsync(token)).ShouldContain("invalid_token");
    }

    [Fact]
    public async Task a_certificate_of_the_past_does_not_count()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Certified);
        host.Clock.Advance(TimeSpan.FromDays(31));
        (await client.ClientCredentialsAsync()).Error.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task a_client_of_keys_may_bind_its_tokens_to_a_certificate()
    {
        await using var host = await IdentityHost.StartAsync();
        using var certificate = TestCertificate.Create("any");
        using var client = new TestClient(host, TestClient.Beta, certificate);
        var tokens = await client.ClientCredentialsAsync();
        tokens["token_type"].ShouldBe("Bearer");
        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_certificate_does_not_replace_the_assertion_of_a_client_of_keys()
    {
        await using var host = await IdentityHost.StartAsync();
        using var certificate = TestCertificate.Create("any");
        using var client = new TestClient(host, TestClient.Beta, certificate);
        var answer = await client.ClientCredentialsAsync(form => (form["client_assertion"], form["client_assertion_type"]) = (null, null));
        answer.Error.ShouldBe("invalid_client");
    }
}
