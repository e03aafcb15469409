// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests;

/// <summary>oidcc-server, fapi2 happy-flow: two clients, sender-constrained tokens.</summary>
public sealed class HappyFlowTests
{
    [Fact]
    public async Task log_in_alone_gives_an_id_token_and_a_bound_access_token()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();

        var answer = await browser.AuthorizeAsync(client.ClientId, await client.PushedAsync());
        answer.Address.GetLeftPart(UriPartial.Path).ShouldBe(TestClient.RedirectUri);
        answer.State.ShouldBe("state-1");
        answer.Issuer.ShouldBe(host.Issuer);

        var tokens = await client.RedeemAsync(answer.Code);
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        tokens["token_type"].ShouldBe("DPoP");
        tokens["expires_in"].ShouldBe("300");
        tokens["scope"].ShouldBe("openid");
        tokens.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        var id = TestJwt.Payload(tokens["id_token"]!);
        id["iss"]!.ToString().ShouldBe(host.Issuer);
        id["aud"]!.ToString().ShouldBe(client.ClientId);
        id["nonce"]!.ToString().ShouldBe("nonce-1");
        id["acr"]!.ToString().ShouldBe("http://eidas.europa.eu/LoA/high");
        id["auth_time"]!.GetValue<long>().ShouldBe(now);
        id["amr"]![0]!.ToString().ShouldBe("test-eid");
        id["sid"].ShouldNotBeNull();
        id.ToJsonString().ShouldNotContain("Papadopoulou");

        var access = TestJwt.Payload(tokens["access_token"]!);
        TestJwt.Header(tokens["access_token"]!)["typ"]!.ToString().ShouldBe("at+jwt");
        TestJwt.Header(tokens["access_token"]!)["alg"]!.ToString().ShouldBe("ES256");
        access["aud"]!.ToString().ShouldBe(host.Issuer);
        access["client_id"]!.ToString().ShouldBe(client.ClientId);
        access["sub"]!.ToString().ShouldBe(id["sub"]!.ToString());
        access["cnf"]!["jkt"]!.ToString().ShouldBe(client.DpopThumbprint);
        (access["exp"]!.GetValue<long>() - now).ShouldBeLessThanOrEqualTo(300);

        (await client.CallAsync(tokens["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task granted_details_and_explicit_request_are_in_the_token_and_its_response()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client(TestClient.Beta);
        using var browser = host.Browser();

        var tokens = await client.AuthorizedAsync(browser, form =>
        {
            form["scope"] = null;
            form["authorization_details"] = TestClient.Details;
        });
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        tokens["id_token"].ShouldBeNull();
        tokens["refresh_token"].ShouldBeNull();
        tokens.Json["authorization_details"]![0]!["granted"]!.GetValue<bool>().ShouldBeTrue();

        var called = await client.CallAsync(tokens["access_token"]!);
        called["clientId"].ShouldBe(client.ClientId);
        called["explicitRequestId"].ShouldBe("explicit-1");
        called.Json["authorizationDetails"]![0]!["granted"]!.GetValue<bool>().ShouldBeTrue();
    }
}
