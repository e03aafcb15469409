// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.WebUtilities;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api;

/// <summary>An e-service that a test drives by hand: it holds real tokens for one citizen's explicit request.</summary>
internal sealed class Desk : IDisposable
{
    private readonly PilotWorld _world;
    private readonly HttpClient _http;
    private readonly GrpcChannel _channel;
    private string? _nonce;

    private Desk(PilotWorld world, GrantedTokens tokens, ECDsa key, Browser browser)
    {
        _world = world;
        Tokens = tokens;
        Key = key;
        Browser = browser;
        _http = new HttpClient(DevelopmentTrust.CreateHandler(world.Certificates));
        _channel = GrpcChannel.ForAddress(world.Addresses.Gateway, new GrpcChannelOptions { HttpHandler = DevelopmentTrust.CreateHandler(world.Certificates) });
    }

    public GrantedTokens Tokens { get; }

    /// <summary>What the tokens are bound to.</summary>
    public ECDsa Key { get; }

    /// <summary>The gateway's latest nonce for proofs.</summary>
    public string? Nonce => _nonce;

    /// <summary>The citizen's browser, logged in at the gateway.</summary>
    public Browser Browser { get; }

    public EvidenceService.EvidenceServiceClient Grpc => new(_channel);

    public CallInvoker Invoker => _channel.CreateCallInvoker();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The citizen logs in and says yes; the desk redeems the code.</summary>
    public static async Task<Desk> OpenAsync(PilotWorld world, EServiceProfile profile, Persona persona, string procedure)
    {
        var offered = profile.Find(procedure)!;
        var trust = DevelopmentTrust.CreateHandler(world.Certificates);
        var key = world.Certificates.Client(profile.ClientId).LoadKey();
        var addresses = new EServiceAddresses(profile == PilotEServices.Aegina ? world.Addresses.Aegina : world.Addresses.Shell);
        var tokenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authentication = new DeskAuthentication(new PrivateKeyJwt(profile.ClientId, key, ClientKeys.KeyId(key)), tokenKey);
        var oauth = new OAuthClient(new HttpClient(trust), world.Addresses.Gateway, authentication, addresses.Callback, TimeProvider.System);
        var details = JsonSerializer.Serialize(new[] { new { type = "evidence_request", procedure = offered.Procedure, evidence_types = new[] { offered.EvidenceType } } });
        var pending = await oauth.StartAsync(details, levelOfAssurance: null, Cancellation);

        var browser = new Browser(new CallbackStop(addresses.Callback) { InnerHandler = trust }, TimeProvider.System);
        await browser.GoToAsync(pending.BrowserAddress, Cancellation);
        var citizen = new Citizen(browser, world.Addresses, persona);
        await citizen.LogInAsync(Cancellation);
        await citizen.GiveExplicitRequestAsync(Cancellation);
        var callback = QueryHelpers.ParseQuery(browser.Page.Address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        return new Desk(world, await oauth.FinishAsync(pending, callback, Cancellation), tokenKey, browser);
    }

    /// <summary>One call, repeated once when the gateway asks for its nonce.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body = null)
    {
        var bytes = body is null ? null : await body.ReadAsByteArrayAsync(Cancellation);
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, new Uri(_world.Addresses.Gateway, path)) { Version = HttpVersion.Version20 };
            if (bytes is not null)
            {
                request.Content = new ByteArrayContent(bytes);
                request.Content.Headers.ContentType = body!.Headers.ContentType;
            }

            request.Headers.Add("Authorization", "DPoP " + Tokens.AccessToken);
            request.Headers.Add("DPoP", Prove(method.Method, request.RequestUri!));
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            if (!RememberNonce(response) || attempt > 0 || response.StatusCode != HttpStatusCode.Unauthorized)
            {
                return response;
            }
        }
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<HttpResponseMessage> PostTextAsync(string path, string body, string mediaType = "application/json") =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, mediaType));

    /// <summary>Any request as it is, over the same trust.</summary>
    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request) => _http.SendAsync(request, Cancellation);

    /// <summary>What a gRPC call carries; the nonce must have been learnt by a REST call before.</summary>
    public Metadata CallHeaders(string method) => new()
    {
        { "authorization", "DPoP " + Tokens.AccessToken },
        { "dpop", Prove("POST", new Uri(_world.Addresses.Gateway, "/onceonly.evidence.v1.EvidenceService/" + method)) },
    };

    public string Prove(string method, Uri address) => Tokens.TokenKey!.Prove(method, address, Tokens.AccessToken, _nonce);

    /// <summary>Asks for the evidence as the citizen requested it and has them accept it at preview.</summary>
    /// <returns>The exchange, ready to be fetched.</returns>
    public async Task<JsonElement> ObtainAsync(string evidenceType)
    {
        using var asked = await PostAsync("/v1/exchanges", new { evidenceType });
        var path = "/v1/exchanges/" + (await ReadAsync(asked)).GetProperty("exchangeId").GetString();
        await AcceptAsync(await WaitForRegistryAsync(path));
        using var ready = await SendAsync(HttpMethod.Get, path);
        return await ReadAsync(ready);
    }

    private async Task<JsonElement> WaitForRegistryAsync(string path)
    {
        using var events = await SendAsync(HttpMethod.Get, path + "/events");
        await using var stream = await events.Content.ReadAsStreamAsync(Cancellation);
        await foreach (var change in SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JsonElement>(data)).EnumerateAsync(Cancellation))
        {
            if (change.Data.GetProperty("state").GetString() != "requested")
            {
                return change.Data;
            }
        }

        throw new InvalidOperationException("The registry did not answer.");
    }

    public async Task AcceptAsync(JsonElement exchange)
    {
        await Browser.GoToAsync(new Uri(exchange.GetProperty("interaction").GetProperty("uri").GetString()!), Cancellation);
        await Browser.PressAsync("decision", "accept", Cancellation);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

    public void Dispose()
    {
        Browser.Dispose();
        Key.Dispose();
        _http.Dispose();
        _channel.Dispose();
    }

    private bool RememberNonce(HttpResponseMessage response)
    {
        var given = response.Headers.TryGetValues("DPoP-Nonce", out var nonces) ? nonces.First() : null;
        var isNew = given is not null && given != _nonce;
        _nonce = given ?? _nonce;
        return isNew;
    }

    /// <summary>Client assertions as always; tokens are bound to a key that the test knows.</summary>
    private sealed record DeskAuthentication(PrivateKeyJwt Assertions, ECDsa TokenKey) : ClientAuthentication(Assertions.ClientId)
    {
        public override bool UsesMutualTls => false;

        public override DPoPKey CreateTokenKey(TimeProvider time) => new(time, TokenKey);

        public override void Authenticate(IDictionary<string, string> form, Uri issuer, TimeProvider time) => Assertions.Authenticate(form, issuer, time);
    }

    /// <summary>The browser stops where the desk would have a site.</summary>
    private sealed class CallbackStop(Uri callback) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.Authority == callback.Authority
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<h1>Desk</h1>") })
                : base.SendAsync(request, cancellationToken);
    }
}
