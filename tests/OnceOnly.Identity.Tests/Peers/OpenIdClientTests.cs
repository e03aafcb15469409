// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Peers;

/// <summary>A certified FAPI 2.0 client (npm openid-client) against the provider.</summary>
public sealed class OpenIdClientTests
{
    [Fact]
    public async Task openid_client_goes_the_whole_way()
    {
        await using var host = await IdentityHost.StartAsync(realTime: true);
        var input = new JsonObject
        {
            ["issuer"] = host.Issuer,
            ["clientId"] = TestClient.Alpha,
            ["privateKeyPem"] = TestClient.PrivateKeyPem(TestClient.Alpha),
            ["redirectUri"] = TestClient.RedirectUri,
            ["authorizationDetails"] = TestClient.Details,
        };
        var result = await NodePeer.RunAsync("openid-client-flow.mjs", input, "openid-client");

        result["tokenType"]!.ToString().ShouldBe("dpop");
        result["claims"]!["acr"]!.ToString().ShouldBe("http://eidas.europa.eu/LoA/high");
        result["grantedDetails"]![0]!["granted"]!.GetValue<bool>().ShouldBeTrue();
        result["called"]!["status"]!.GetValue<int>().ShouldBe(200);
        result["called"]!["body"]!["explicitRequestId"]!.ToString().ShouldBe("explicit-1");
        result["userInfo"]!["family_name"]!.ToString().ShouldBe("Papadopoulou");
        result["calledAgain"]!["status"]!.GetValue<int>().ShouldBe(200);
        result["ownScope"]!.ToString().ShouldBe("evidence:find");
        result["afterRevocation"]!.ToString().ShouldBe("invalid_token");
        result["endSession"]!.ToString().ShouldBe(host.Issuer + "/connect/endsession");
    }
}
