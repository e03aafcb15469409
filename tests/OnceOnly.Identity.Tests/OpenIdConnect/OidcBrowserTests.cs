// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>The OpenID Connect plug-in within the whole provider: whose browser an answer logs in.</summary>
public sealed class OidcBrowserTests
{
    private const string Connector = "Identity:OidcConnectors:ES";

    [Fact]
    public async Task an_answer_logs_in_the_browser_that_asked_and_no_other()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["acr"] = "http://eidas.europa.eu/LoA/high";
        var folder = Directory.CreateTempSubdirectory("onceonly-oidc-");
        try
        {
            await using var host = await IdentityHost.StartAsync(Settings(connector.Issuer, folder.FullName), realTime: true);
            using var client = host.Client();
            using var victim = host.Browser();
            using var attacker = host.Browser();
            await AnsweredAsync(client, victim, connector); // so that the victim's browser has a log-in of its own

            var stolen = await AnsweredAsync(client, attacker, connector);
            (await victim.GetAsync(stolen)).Headers.Location!.OriginalString.ShouldBe("/login?failure=Expired");
            (await victim.GetAsync("/whoami")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await attacker.GetAsync(stolen)).Headers.Location!.OriginalString.ShouldStartWith("/login?id=", Case.Sensitive, "its one answer is used up");

            var own = await AnsweredAsync(client, attacker, connector);
            (await attacker.GetAsync(own)).Headers.Location!.OriginalString.ShouldStartWith("/connect/authorize/resume?id=");
            (await (await attacker.GetAsync("/whoami")).Content.ReadAsStringAsync()).ShouldBe("ES/EL/19800229-1234");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Up to the address with which the connector sends the browser back.</summary>
    private static async Task<string> AnsweredAsync(TestClient client, Browser browser, ForgedConnector connector)
    {
        var login = await browser.OpenAsync(client.ClientId, await client.PushedAsync());
        var id = login.Headers.Location.ShouldNotBeNull().OriginalString["/login?id=".Length..];
        using var departed = await browser.PostAsync($"/login/depart?id={id}&option=ES&method=oidc-connector");
        departed.StatusCode.ShouldBe(HttpStatusCode.OK);
        return "/eid/oidc/callback/ES" + connector.Answer(new Uri(await departed.Content.ReadAsStringAsync()));
    }

    private static Dictionary<string, string?> Settings(string issuer, string folder)
    {
        var secret = Path.Combine(folder, "secret");
        var authorities = Path.Combine(folder, "ca.pem");
        File.WriteAllText(secret, "a secret of the test run");
        File.WriteAllText(authorities, IdentityHost.ServerCertificate.ExportCertificatePem());
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [$"{Connector}:Issuer"] = issuer,
            [$"{Connector}:Country"] = "ES",
            [$"{Connector}:ClientId"] = OidcHost.ClientId,
            [$"{Connector}:ClientSecretFile"] = secret,
            [$"{Connector}:NationalIdentifiersFor"] = "EL",
            [$"{Connector}:TrustedAuthoritiesFile"] = authorities,
        };
    }
}
