// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text;
using OnceOnly.EndToEnd.PersonalData;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;
using OnceOnly.Testing.Caches;
using OnceOnly.Testing.Databases;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>What a citizen or an e-service ends at one gateway has ended at the other when they are told so.</summary>
public sealed class EffectTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // A busy machine is no reason to go on without Redis here.
    private static readonly Dictionary<string, string?> Patient = new(StringComparer.Ordinal) { ["Storage:Redis:Timeout"] = "00:00:05", ["Storage:Redis:MemoryLifetime"] = "00:05:00" };

    [Fact]
    public async Task Erasure_and_revocation_at_one_gateway_hold_at_the_other_at_once()
    {
        using var patience = new CancellationTokenSource(Patience);
        var cancel = patience.Token;
        await using var world = await TwoGateways.StartAsync(new PostgresServerOptions(), Patient, cancel);
        await UntilAsync(async () => (await world.Redis.RunAsync(cancel, "CLIENT", "LIST")).Split("name=onceonly-gateway").Length > world.Gateways.Count, cancel);
        var at = world.Pilot.Addresses;
        using var desk = DeveloperDesk.WithDPoP(world.Pilot, TimeProvider.System);
        using var application = await desk.OpenAsync(PilotPersonas.Maria, PilotEServices.ShellDPoP.Find("address")!, cancel);
        var asked = await application.RequestAsync(cancel);
        var exchange = await application.WaitAsync(asked.Id, Patience, cancel);
        await application.DecideAsync(exchange, accept: true, cancel);
        var documents = new StoredDocuments(world.Documents);
        await application.FetchAsync(exchange, documents, cancel);
        exchange = await application.WaitAsync(asked.Id, Patience, cancel);
        using var first = new Caller(world.Gateways[0], at.Gateway, application.Tokens);
        using var second = new Caller(world.Gateways[1], at.Gateway, application.Tokens);
        var document = $"/v1/exchanges/{exchange.Id}/documents/{exchange.Documents[0].Id}";

        // The copy is in the memory of both.
        (await first.GetAsync(document, cancel)).ShouldBe(HttpStatusCode.OK);
        (await second.GetAsync(document, cancel)).ShouldBe(HttpStatusCode.OK);

        await ShouldKeepNothingReadableAsync(world.Redis, documents, cancel);

        using var network = world.Gateways[0].CreateHandler();
        using var browser = new Browser(network, TimeProvider.System);
        await browser.GoToAsync(new Uri(at.Gateway, "/my-data/erase"), cancel);
        await new Citizen(browser, at, PilotPersonas.Maria).LogInAsync(cancel);
        await browser.PressAsync("Erase", cancel);
        (await second.GetAsync(document, cancel)).ShouldNotBe(HttpStatusCode.OK);
        (await first.GetAsync(document, cancel)).ShouldNotBe(HttpStatusCode.OK);

        (await second.GetAsync("/v1/evidence?procedure=V1", cancel)).ShouldBe(HttpStatusCode.OK);
        await RevokeAsync(world, application.Tokens, cancel);
        (await second.GetAsync("/v1/evidence?procedure=V1", cancel)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>After a whole journey Redis holds the evidence, and nothing of it or of its person that could be read.</summary>
    private static async Task ShouldKeepNothingReadableAsync(RedisServer redis, StoredDocuments documents, CancellationToken cancellationToken)
    {
        const string All = """
            local all = ''
            for _, key in ipairs(redis.call('KEYS', '*')) do all = all .. key .. ' ' .. redis.call('GET', key) .. '\n' end
            return (string.gsub(all, '.', function(c) return string.format('%02x', string.byte(c)) end))
            """;

        // Nobody waits for Redis to take it.
        await UntilAsync(async () => await redis.RunAsync(cancellationToken, "DBSIZE") != "0", cancellationToken);
        var bytes = Convert.FromHexString((await redis.RunAsync(cancellationToken, "EVAL", All, "0")).Trim());
        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldContain("evidence:");
        bytes.Length.ShouldBeGreaterThan(documents.All.Count * 100);
        var haystack = new Canary.Haystack(text);
        Canaries.All.Where(canary => canary.StandsOutAnywhere && canary.IsIn(haystack)).ShouldBeEmpty();
        foreach (var document in documents.All)
        {
            var begin = (await File.ReadAllBytesAsync(document.Path, cancellationToken)).AsMemory(0, 16);
            bytes.AsSpan().IndexOf(begin.Span).ShouldBe(-1);
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private static async Task RevokeAsync(TwoGateways world, GrantedTokens tokens, CancellationToken cancellationToken)
    {
        var at = world.Pilot.Addresses;
        var id = PilotEServices.ShellDPoP.ClientId;
        using var key = world.Pilot.Certificates.Client(id).LoadKey();
        var form = new Dictionary<string, string> { ["token"] = tokens.RefreshToken! };
        new PrivateKeyJwt(id, key, ClientKeys.KeyId(key)).Authenticate(form, at.Gateway, TimeProvider.System);
        using var http = new HttpClient(world.Gateways[0].CreateHandler());
        using var answer = await http.PostAsync(new Uri(at.Gateway, "/connect/revocation"), new FormUrlEncodedContent(form), cancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Calls one of the gateways, with a new proof each time.</summary>
    private sealed class Caller(GatewayInstance gateway, Uri origin, GrantedTokens tokens) : IDisposable
    {
        private readonly HttpClient _http = new(gateway.CreateHandler());
        private string? _nonce;

        public async Task<HttpStatusCode> GetAsync(string path, CancellationToken cancellationToken)
        {
            for (var attempt = 0; ; attempt++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(origin, path));
                request.Headers.Add("Authorization", "DPoP " + tokens.AccessToken);
                request.Headers.Add("DPoP", tokens.TokenKey!.Prove("GET", request.RequestUri!, tokens.AccessToken, _nonce));
                using var answer = await _http.SendAsync(request, cancellationToken);
                var given = answer.Headers.TryGetValues("DPoP-Nonce", out var nonces) ? nonces.First() : null;
                if (answer.StatusCode != HttpStatusCode.Unauthorized || given is null || attempt > 0)
                {
                    return answer.StatusCode;
                }

                _nonce = given;
            }
        }

        public void Dispose() => _http.Dispose();
    }
}
