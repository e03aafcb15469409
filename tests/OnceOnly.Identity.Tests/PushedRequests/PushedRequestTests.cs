// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.PushedRequests;

/// <summary>The PAR group of the FAPI 2.0 plan, and the request errors of both plans; names of the modules stand beside the cases.</summary>
public sealed class PushedRequestTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task a_pushed_request_gets_a_short_lived_request_uri()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var pushed = await client.PushAsync();
        pushed.Status.ShouldBe(HttpStatusCode.Created);
        pushed["request_uri"].ShouldNotBeNull().ShouldStartWith("urn:ietf:params:oauth:request_uri:");
        pushed["expires_in"].ShouldBe("90");
        pushed.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    // par-attempt-invalid-http-method
    [Fact]
    public async Task only_post_pushes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        (await client.SendAsync(HttpMethod.Get, "/connect/par", null, [])).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await client.SendAsync(HttpMethod.Put, "/connect/par", null, [])).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")] // oidcc-response-type-missing
    [InlineData("response_type", "token", "unsupported_response_type")] // ensure-response-type-token-fails
    [InlineData("response_type", "code id_token", "unsupported_response_type")] // ensure-response-type-code-idtoken-fails
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")] // ensure-redirect-uri-in-authorization-request
    [InlineData("redirect_uri", "https://alpha.example/callback/", "invalid_request")] // ensure-registered-redirect-uri
    [InlineData("redirect_uri", "https://alpha.example/callback?x=1", "invalid_request")] // oidcc-redirect-uri-query-added
    [InlineData("redirect_uri", "https://evil.example/callback", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")] // par-ensure-pkce-required
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")] // par-plain-pkce-rejected
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", "invalid_request")] // par-authorization-request-containing-request_uri-form-param
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")] // oidcc-unsigned-request-object-supported-correctly-or-rejected
    [InlineData("client_id", null, "invalid_request")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", "unknown", "invalid_scope")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "dance", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("resource", "https://elsewhere.example", "invalid_target")]
    [InlineData("authorization_details", "not json", "invalid_authorization_details")]
    [InlineData("authorization_details", "{}", "invalid_authorization_details")]
    [InlineData("authorization_details", "[]", "invalid_authorization_details")]
    [InlineData("authorization_details", """[{"type":"payment"}]""", "invalid_authorization_details")]
    [InlineData("authorization_details", """[{"type":"evidence_request","type":"evidence_request","procedure":"T3"}]""", "invalid_authorization_details")]
    [InlineData("authorization_details", """[{"type":"evidence_request","procedure":"X9"}]""", "invalid_authorization_details")]
    public async Task a_wrong_parameter_is_refused(string name, string? value, string error)
    {
        var host = shared.Host;
        using var client = host.Client();
        var pushed = await client.PushAsync(form => form[name] = value);
        pushed.Status.ShouldBe(HttpStatusCode.BadRequest);
        pushed.Error.ShouldBe(error);
    }

    [Theory]
    [InlineData("state", null)] // ensure-authorization-request-without-state-success
    [InlineData("nonce", null)] // ensure-authorization-request-without-nonce-success
    [InlineData("scope", "unknown openid")]
    [InlineData("scope", "openid profile email address phone")] // oidcc-scope-all
    [InlineData("display", "popup")] // oidcc-display-popup
    [InlineData("ui_locales", "el en")] // oidcc-ui-locales
    [InlineData("claims_locales", "el")] // oidcc-claims-locales
    [InlineData("login_hint", "somebody")] // oidcc-login-hint
    [InlineData("id_token_hint", "not.a.token")]
    [InlineData("acr_values", "urn:mace:silver http://eidas.europa.eu/LoA/low")] // oidcc-ensure-request-with-acr-values-succeeds
    [InlineData("claims", """{"userinfo":{"name":{"essential":true}}}""")] // oidcc-claims-essential
    [InlineData("extra", "foobar")] // oidcc-ensure-request-with-unknown-parameter-succeeds
    [InlineData("response_mode", "query")]
    [InlineData("prompt", "consent")]
    public async Task what_the_specifications_tolerate_is_accepted(string name, string? value)
    {
        var host = shared.Host;
        using var client = host.Client();
        (await client.PushAsync(form => form[name] = value)).Status.ShouldBe(HttpStatusCode.Created);
    }

    // par-without-duplicate-parameters
    [Fact]
    public async Task duplicate_parameters_are_refused()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var form = client.AuthorizationParameters();
        client.Authenticate(form);
        var fields = form.Select(field => KeyValuePair.Create(field.Key, field.Value!)).Append(KeyValuePair.Create("state", "other"));
        using var content = new FormUrlEncodedContent(fields);
        (await client.SendAsync(HttpMethod.Post, "/connect/par", content, [])).Error.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task oversize_and_malformed_bodies_are_refused()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        (await client.PushAsync(form => form["x"] = new string('x', 65 * 1024))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await client.PushAsync(form => Enumerable.Range(0, 200).ToList().ForEach(index => form[$"x{index}"] = "x"))).Error.ShouldBe("invalid_request");
        (await client.PushAsync(form => form["state"] = new string('s', 2049))).Error.ShouldBe("invalid_request");
        using var json = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        (await client.SendAsync(HttpMethod.Post, "/connect/par", json, [])).Error.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task details_of_more_than_3_kilobytes_are_refused()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var details = $$"""[{"type":"evidence_request","procedure":"T3","filler":"{{new string('x', 3072)}}"}]""";
        (await client.PushAsync(form => form["authorization_details"] = details)).Error.ShouldBe("invalid_authorization_details");
    }

    // ensure-dpopproof-at-par-endpoint-binding-success, ensure-mismatched-dpop-jkt-fails
    [Fact]
    public async Task a_proof_at_par_must_fit_the_announced_thumbprint()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        (await client.PushAsync(proof: client.Proof("POST", "/connect/par"))).Error.ShouldBe("use_dpop_nonce");
        (await client.PushAsync(proof: client.Proof("POST", "/connect/par"))).Status.ShouldBe(HttpStatusCode.Created);
        (await client.PushAsync(form => form["dpop_jkt"] = client.DpopThumbprint, client.Proof("POST", "/connect/par"))).Status.ShouldBe(HttpStatusCode.Created);

        var mismatched = await client.PushAsync(form => form["dpop_jkt"] = TestJwt.Hash("another"), client.Proof("POST", "/connect/par"));
        mismatched.Error.ShouldBe("invalid_dpop_proof");
    }
}
