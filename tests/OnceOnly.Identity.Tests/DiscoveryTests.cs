// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests;

/// <summary>oidcc-discovery-endpoint-verification, fapi2 discovery-end-point-verification.</summary>
public sealed class DiscoveryTests
{
    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task metadata_says_what_fapi_2_asks_for(string path)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var metadata = await client.SendAsync(HttpMethod.Get, path, null, []);

        metadata["issuer"].ShouldBe(host.Issuer);
        metadata["require_pushed_authorization_requests"].ShouldBe("true");
        metadata["authorization_response_iss_parameter_supported"].ShouldBe("true");
        metadata["tls_client_certificate_bound_access_tokens"].ShouldBe("true");
        metadata["pushed_authorization_request_endpoint"].ShouldBe(host.Issuer + "/connect/par");
        metadata.Json["mtls_endpoint_aliases"]!["token_endpoint"]!.ToString().ShouldBe(host.MutualTls + "/connect/token");
        Values(metadata, "response_types_supported").ShouldBe(["code"]);
        Values(metadata, "code_challenge_methods_supported").ShouldBe(["S256"]);
        Values(metadata, "token_endpoint_auth_methods_supported").ShouldBe(["private_key_jwt", "self_signed_tls_client_auth"]);
        Values(metadata, "token_endpoint_auth_signing_alg_values_supported").ShouldBe(["ES256", "PS256"]);
        Values(metadata, "dpop_signing_alg_values_supported").ShouldBe(["ES256", "PS256"]);
        Values(metadata, "id_token_signing_alg_values_supported").ShouldBe(["ES256"]);
        Values(metadata, "authorization_details_types_supported").ShouldBe(["evidence_request"]);
        Values(metadata, "acr_values_supported").ShouldContain("http://eidas.europa.eu/LoA/high");
        metadata.Response.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task every_endpoint_in_the_metadata_answers()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var metadata = await client.SendAsync(HttpMethod.Get, "/.well-known/openid-configuration", null, []);
        foreach (var (name, value) in metadata.Json.Where(entry => entry.Key.EndsWith("_endpoint", StringComparison.Ordinal) || entry.Key == "jwks_uri"))
        {
            var status = (await client.SendAsync(HttpMethod.Get, value!.ToString(), null, [])).Status;
            ((int)status).ShouldBeOneOf([200, 303, 400, 401, 405], name);
        }
    }

    [Fact]
    public async Task the_host_header_changes_nothing()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration") { Headers = { Host = "evil.example" } };
        var metadata = await Answer.ReadAsync(await client.Http.SendAsync(request));
        metadata.Json.ToJsonString().ShouldNotContain("evil.example");
    }

    [Fact]
    public async Task keys_are_public_and_for_signatures()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var keys = (await client.SendAsync(HttpMethod.Get, "/.well-known/jwks", null, [])).Json["keys"]!.AsArray();
        var key = keys.ShouldHaveSingleItem().ShouldBeOfType<JsonObject>();
        key["kty"]!.ToString().ShouldBe("EC");
        key["alg"]!.ToString().ShouldBe("ES256");
        key.ContainsKey("d").ShouldBeFalse();
    }

    private static IEnumerable<string> Values(Answer metadata, string name) => metadata.Json[name]!.AsArray().Select(value => value!.ToString());
}
