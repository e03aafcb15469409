// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Dpop;

/// <summary>DPoP proofs at the token endpoint (RFC 9449 §5, §8).</summary>
public sealed class TokenEndpointProofTests(SharedHost shared) : IClassFixture<SharedHost>
{
    public static TheoryData<string> Names => ProofCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task a_bent_proof_is_refused(string name)
    {
        var host = shared.Host;
        using var client = host.Client();
        await client.ClientCredentialsAsync(); // for the nonce
        var answer = await AskAsync(client, ProofCase.Make(name, client, "POST", "/connect/token", host.Clock.GetUtcNow().ToUnixTimeSeconds()));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Error.ShouldBe(name.StartsWith("nonce", StringComparison.Ordinal) ? "use_dpop_nonce" : "invalid_dpop_proof");
    }

    // ensure-dpopproof-with-iat-10seconds-before/-after-succeeds, check-dpop-proof-nbf-exp
    [Theory]
    [InlineData(-10)]
    [InlineData(0)]
    [InlineData(10)]
    public async Task clocks_may_differ_by_10_seconds(int seconds)
    {
        var host = shared.Host;
        using var client = host.Client();
        await client.ClientCredentialsAsync();
        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        var proof = client.Proof("POST", "/connect/token", bend: (_, payload) =>
        {
            payload["iat"] = now + seconds;
            payload["nbf"] = now + seconds;
            payload["exp"] = now + 60;
        });
        (await AskAsync(client, proof)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("?x=1")]
    [InlineData("#fragment")]
    public async Task query_and_fragment_of_htu_are_ignored(string rest)
    {
        var host = shared.Host;
        using var client = host.Client();
        await client.ClientCredentialsAsync();
        (await AskAsync(client, client.Proof("POST", "/connect/token" + rest))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task scheme_and_host_of_htu_have_no_case()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        await client.ClientCredentialsAsync();
        var proof = client.Proof("POST", "/connect/token", bend: (_, payload) =>
            payload["htu"] = payload["htu"]!.ToString().Replace("https://localhost", "HTTPS://LocalHost", StringComparison.Ordinal));
        (await AskAsync(client, proof)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_proof_serves_once()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        await client.ClientCredentialsAsync();
        var proof = client.Proof("POST", "/connect/token");
        (await AskAsync(client, proof)).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(client, proof)).Error.ShouldBe("invalid_dpop_proof");
        host.Clock.Advance(TimeSpan.FromSeconds(74));
        (await AskAsync(client, proof)).Error.ShouldBe("invalid_dpop_proof");
    }

    [Fact]
    public async Task two_proofs_prove_nothing()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        await client.ClientCredentialsAsync();
        (await AskAsync(client, client.Proof("POST", "/connect/token"), client.Proof("POST", "/connect/token"))).Error.ShouldBe("invalid_dpop_proof");
        (await AskAsync(client, client.Proof("POST", "/connect/token") + ", " + client.Proof("POST", "/connect/token"))).Error.ShouldBe("invalid_dpop_proof");
        (await AskAsync(client, new string('e', 9 * 1024))).Error.ShouldBe("invalid_dpop_proof");
    }

    [Fact]
    public async Task a_proof_without_nonce_is_told_one_that_serves_five_minutes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        client.RemembersNonce = false;
        var refused = await client.ClientCredentialsAsync();
        refused.Error.ShouldBe("use_dpop_nonce");
        refused.Response.Headers.GetValues("DPoP-Nonce").ShouldHaveSingleItem();

        client.RemembersNonce = true;
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await AskAsync(client, client.Proof("POST", "/connect/token"))).Response.Headers.Contains("DPoP-Nonce").ShouldBeFalse();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = client.Proof("POST", "/connect/token");
        (await AskAsync(client, late)).Response.Headers.Contains("DPoP-Nonce").ShouldBeTrue();
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        (await AskAsync(client, client.Proof("POST", "/connect/token"))).Error.ShouldBe("use_dpop_nonce");
    }

    [Fact]
    public async Task nonces_can_be_left_to_the_client()
    {
        await using var host = await IdentityHost.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Identity:Dpop:RequireNonce"] = "false" });
        using var client = host.Client();
        client.RemembersNonce = false;
        (await client.ClientCredentialsAsync()).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task rsa_keys_of_2048_bits_prove_and_shorter_ones_do_not()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        await client.ClientCredentialsAsync();
        using var good = RSA.Create(2048);
        using var weak = RSA.Create(1024);
        (await AskAsync(client, RsaProof(client, good, host.Issuer))).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(client, RsaProof(client, weak, host.Issuer))).Error.ShouldBe("invalid_dpop_proof");
    }

    private static string RsaProof(TestClient client, RSA key, string issuer)
    {
        var header = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "PS256", ["jwk"] = TestJwt.PublicJwk(key) };
        return TestJwt.Sign(header, client.ProofPayload("POST", issuer + "/connect/token"), key);
    }

    private static Task<Answer> AskAsync(TestClient client, params string[] proofs)
    {
        var form = new Dictionary<string, string?>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        client.Authenticate(form);
        return client.PostAsync("/connect/token", form, proofs);
    }
}
