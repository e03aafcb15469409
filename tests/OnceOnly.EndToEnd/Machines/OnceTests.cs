// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;
using OnceOnly.Testing.Databases;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>What may be used once can be used once, however many try at both gateways at the same time.</summary>
public sealed class OnceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly EServiceProfile Profile = PilotEServices.ShellDPoP;

    [Fact]
    public async Task Of_many_attempts_at_two_gateways_exactly_one_wins()
    {
        using var patience = new CancellationTokenSource(Patience);
        var cancel = patience.Token;
        await using var world = await TwoGateways.StartAsync(new PostgresServerOptions(), new Dictionary<string, string?>(), cancel);
        using var contenders = new Contenders(world);
        var pilot = world.Pilot;
        var at = pilot.Addresses;
        var addresses = new EServiceAddresses(at.Shell);
        var client = new PrivateKeyJwt(Profile.ClientId, pilot.Certificates.Client(Profile.ClientId).LoadKey(), ClientKeys.KeyId(pilot.Certificates.Client(Profile.ClientId).LoadKey()));
        using var http = new HttpClient(DevelopmentTrust.CreateHandler(pilot.Certificates));
        using var jar = new CookieJar(at.Gateway, at.Shell, DevelopmentTrust.CreateHandler(pilot.Certificates));
        using var browser = new Browser(jar, TimeProvider.System);
        var oauth = new OAuthClient(http, at.Gateway, client, addresses.Callback, TimeProvider.System);
        var maria = new Citizen(browser, at, PilotPersonas.Maria);
        var study = Profile.Find("study")!;
        var details = JsonSerializer.Serialize(new[] { new { type = "evidence_request", procedure = study.Procedure, evidence_types = new[] { study.EvidenceType } } });

        // Code.
        var pending = await oauth.StartAsync(details, levelOfAssurance: null, cancel);
        await browser.GoToAsync(pending.BrowserAddress, cancel);
        await maria.LogInAsync(cancel);
        await maria.GiveExplicitRequestAsync(cancel);
        var code = QueryHelpers.ParseQuery(browser.Page.Address.Query)["code"].ToString();
        ShouldBeOnce(await contenders.ContendAsync(() => Redeem(code, pending), answer => answer.IsSuccessStatusCode, cancel), HttpStatusCode.BadRequest);

        // Request URI: of somebody who is logged in and has nothing to decide, so that opening it is using it.
        var pushed = await oauth.StartAsync(authorizationDetails: null, levelOfAssurance: null, cancel);
        ShouldBeOnce(
            await contenders.ContendAsync(() => WithSession(pushed.BrowserAddress), answer => answer.Headers.Location?.Query.Contains("code=") is true, cancel),
            HttpStatusCode.BadRequest);

        // Proof of possession, and interaction link.
        var next = await oauth.StartAsync(details, levelOfAssurance: null, cancel);
        await browser.GoToAsync(next.BrowserAddress, cancel);
        await maria.GiveExplicitRequestAsync(cancel);
        var callback = QueryHelpers.ParseQuery(browser.Page.Address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        var tokens = await oauth.FinishAsync(next, callback, cancel);
        var offers = new Uri(at.Gateway, "/v1/evidence?procedure=" + study.Procedure);
        var proof = tokens.TokenKey!.Prove("GET", offers, tokens.AccessToken, oauth.LatestNonce);
        ShouldBeOnce(await contenders.ContendAsync(() => With(proof, new HttpRequestMessage(HttpMethod.Get, offers), tokens), answer => answer.IsSuccessStatusCode, cancel), HttpStatusCode.Unauthorized);

        var exchanges = new Uri(at.Gateway, "/v1/exchanges");
        using var ask = Call(HttpMethod.Post, exchanges, tokens, oauth.LatestNonce);
        ask.Content = JsonContent.Create(new { evidenceType = study.EvidenceType, returnUri = addresses.Return, state = "state" });
        var exchange = await ReadAsync(await http.SendAsync(ask, cancel), cancel);
        while (exchange.GetProperty("state").GetString() == "requested")
        {
            using var look = Call(HttpMethod.Get, new Uri(at.Gateway, "/v1/exchanges/" + exchange.GetProperty("exchangeId").GetString()), tokens, oauth.LatestNonce);
            exchange = await ReadAsync(await http.SendAsync(look, cancel), cancel);
        }

        var link = new Uri(exchange.GetProperty("interaction").GetProperty("uri").GetString()!);
        ShouldBeOnce(
            await contenders.ContendAsync(() => WithSession(link), answer => answer.Headers.Location?.OriginalString.StartsWith("/preview/", StringComparison.Ordinal) is true, cancel),
            HttpStatusCode.NotFound);

        HttpRequestMessage Redeem(string secret, PendingAuthorization authorization)
        {
            var form = new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = secret,
                ["redirect_uri"] = addresses.Callback.OriginalString,
                ["code_verifier"] = authorization.Pkce.Verifier,
            };
            client.Authenticate(form, at.Gateway, TimeProvider.System);
            var address = new Uri(at.Gateway, "/connect/token");
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Add("DPoP", authorization.TokenKey!.Prove("POST", address, nonce: oauth.LatestNonce));
            return request;
        }

        HttpRequestMessage WithSession(Uri address)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", jar.Header);
            return request;
        }
    }

    private static HttpRequestMessage Call(HttpMethod method, Uri address, GrantedTokens tokens, string? nonce) =>
        With(tokens.TokenKey!.Prove(method.Method, address, tokens.AccessToken, nonce), new HttpRequestMessage(method, address), tokens);

    private static HttpRequestMessage With(string proof, HttpRequestMessage request, GrantedTokens tokens)
    {
        request.Headers.Add("Authorization", "DPoP " + tokens.AccessToken);
        request.Headers.Add("DPoP", proof);
        return request;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
    }

    private static void ShouldBeOnce((int Winners, IReadOnlyList<HttpStatusCode> Others) result, HttpStatusCode refusal)
    {
        result.Winners.ShouldBe(1);

        // So many at once may also be told that the gateway has no connection left for them.
        result.Others.Distinct().ShouldBeSubsetOf([refusal, HttpStatusCode.ServiceUnavailable]);
    }
}
