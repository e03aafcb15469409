// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using OnceOnly.Identity.Tests.Dpop;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.AccessTokens;

/// <summary>The evidence API's side: dpop-negative-tests, access-token-type-header-case-sensitivity and what else can be wrong with a call.</summary>
public sealed class AccessTokenTests(SharedHost shared) : IClassFixture<SharedHost>
{
    public static TheoryData<string> Names => ProofCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task a_bent_proof_is_refused(string name)
    {
        var host = shared.Host;
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;

        // Key, token and nonce are known by now, and no rule is passed over for that.
        (await client.CallAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.CallAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        var proof = ProofCase.Make(name, client, "GET", "/api/thing", host.Clock.GetUtcNow().ToUnixTimeSeconds(), token);
        var answer = await CallAsync(client, $"DPoP {token}", proof);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        TestClient.Challenge(answer).ShouldContain(name.StartsWith("nonce", StringComparison.Ordinal) ? "use_dpop_nonce" : "invalid_dpop_proof");
        TestClient.Challenge(answer).ShouldContain("algs=\"ES256 PS256\"");
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("wrong")]
    [InlineData("of another token")]
    public async Task ath_must_be_the_hash_of_the_token(string fault)
    {
        var host = shared.Host;
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        var other = (await client.ClientCredentialsAsync())["access_token"]!;
        var proof = client.Proof("GET", "/api/thing", token, (_, payload) =>
        {
            payload["ath"] = fault == "wrong" ? "AAAA" : TestJwt.Hash(other);
            if (fault == "missing")
            {
                payload.Remove("ath");
            }
        });
        TestClient.Challenge(await CallAsync(client, $"DPoP {token}", proof)).ShouldContain("invalid_dpop_proof");
    }

    [Theory]
    [InlineData("DPoP")]
    [InlineData("dpop")]
    [InlineData("DPOP")]
    public async Task the_scheme_has_no_case(string scheme)
    {
        var host = shared.Host;
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        (await CallAsync(client, $"{scheme} {token}", client.Proof("GET", "/api/thing", token))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_bound_token_is_no_bearer_token()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        TestClient.Challenge(await CallAsync(client, $"Bearer {token}")).ShouldContain("invalid_token");
        TestClient.Challenge(await CallAsync(client, $"Bearer {token}", client.Proof("GET", "/api/thing", token))).ShouldContain("invalid_token");
        (await CallAsync(client, $"Basic {token}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task no_token_gets_a_challenge_without_error()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var answer = await client.SendAsync(HttpMethod.Get, "/api/thing", null, []);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        TestClient.Challenge(answer).ShouldBe("DPoP algs=\"ES256 PS256\"");
        answer.Response.Headers.Contains("DPoP-Nonce").ShouldBeTrue();
        (await client.SendAsync(HttpMethod.Get, "/api/thing?access_token=x", null, [])).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task no_proof_or_two_or_a_used_one_is_refused()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        var proof = client.Proof("GET", "/api/thing", token);
        TestClient.Challenge(await CallAsync(client, $"DPoP {token}")).ShouldContain("invalid_dpop_proof");
        TestClient.Challenge(await CallAsync(client, $"DPoP {token}", proof, client.Proof("GET", "/api/thing", token))).ShouldContain("invalid_dpop_proof");
        (await CallAsync(client, $"DPoP {token}", proof)).Status.ShouldBe(HttpStatusCode.OK);
        TestClient.Challenge(await CallAsync(client, $"DPoP {token}", proof)).ShouldContain("invalid_dpop_proof");
    }

    [Fact]
    public async Task of_50_concurrent_calls_with_one_proof_exactly_one_passes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        var proof = client.Proof("GET", "/api/thing", token);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CallAsync(client, $"DPoP {token}", proof)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task another_key_cannot_use_the_token()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var thief = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        TestClient.Challenge(await thief.CallAsync(token)).ShouldContain("invalid_dpop_proof");
    }

    [Fact]
    public async Task tokens_that_are_not_ours_or_not_access_tokens_are_refused()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var tokens = await client.AuthorizedAsync(browser);
        var token = tokens["access_token"]!;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = TestJwt.Sign(TestJwt.Header(token), TestJwt.Payload(token), stranger);
        var unsigned = TestJwt.Header(token);
        unsigned["alg"] = "none";
        foreach (var wrong in (string[])[tokens["id_token"]!, forged, TestJwt.Sign(unsigned, TestJwt.Payload(token), null), token[..^4] + "AAAA", "x", new('x', 8000)])
        {
            TestClient.Challenge(await client.CallAsync(wrong)).ShouldContain("invalid_token");
        }

        (await CallAsync(client, $"DPoP {new string('x', 9 * 1024)}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await client.CallAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_token_lives_five_minutes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        host.Clock.Advance(TimeSpan.FromSeconds(299));
        (await client.CallAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        TestClient.Challenge(await client.CallAsync(token)).ShouldContain("invalid_token");
    }

    [Fact]
    public async Task a_token_of_a_client_that_is_no_longer_registered_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-identity-").FullName;
        string token;
        TestClient client;
        await using (var host = await IdentityHost.StartAsync(folder: folder))
        {
            client = host.Client(TestClient.Beta);
            token = (await client.ClientCredentialsAsync())["access_token"]!;
        }

        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Identity:Clients:1:ClientId"] = "renamed",
            ["Identity:Issuer"] = TestJwt.Payload(token)["iss"]!.ToString(),
        };
        await using (var host = await IdentityHost.StartAsync(settings, folder))
        {
            using var later = new TestClient(host, TestClient.Beta) { DpopKey = client.DpopKey };
            var answer = await later.CallAsync(token, bend: (_, payload) => payload["htu"] = settings["Identity:Issuer"] + "/api/thing");
            TestClient.Challenge(answer).ShouldContain("revoked");
        }

        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task a_grpc_method_is_its_path_and_the_nonce_comes_in_the_trailers()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        client.RemembersNonce = false;
        var refused = await GrpcAsync(client, token);
        refused.TrailingHeaders.GetValues("grpc-status").ShouldHaveSingleItem().ShouldBe("16");
        refused.TrailingHeaders.GetValues("dpop-nonce").ShouldHaveSingleItem().ShouldNotBeEmpty();

        client.RemembersNonce = true;
        (await GrpcAsync(client, token)).TrailingHeaders.GetValues("grpc-status").ShouldHaveSingleItem().ShouldBe("0");
    }

    private static async Task<HttpResponseMessage> GrpcAsync(TestClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pkg.Service/Method") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("Authorization", $"DPoP {token}");
        request.Headers.TryAddWithoutValidation("DPoP", client.Proof("POST", "/pkg.Service/Method", token));
        var response = await client.Http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return response;
    }

    private static Task<Answer> CallAsync(TestClient client, string authorization, params string[] proofs) =>
        client.SendAsync(HttpMethod.Get, "/api/thing", null, proofs, authorization);
}
