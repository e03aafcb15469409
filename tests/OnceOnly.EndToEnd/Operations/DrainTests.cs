// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Operations;

/// <summary>What a gateway does when it is told to end (SIGTERM).</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal) { ["Operations:DrainTime"] = "00:00:03" };

    [Fact]
    public async Task It_says_that_it_is_not_ready_ends_watches_lets_deliveries_end_and_exits_with_0()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var world = await WorldAround.StartAsync(Settings, patience.Token);
        using var desk = DeveloperDesk.WithDPoP(world.Pilot, TimeProvider.System);
        using var application = await desk.OpenAsync(PilotPersonas.Hugo, PilotEServices.ShellDPoP.Find("study")!, patience.Token);
        var asked = await application.RequestAsync(patience.Token);
        var exchange = await application.WaitAsync(asked.Id, Patience, patience.Token);
        await application.DecideAsync(exchange, accept: true, patience.Token);
        using var caller = new Caller(world.Pilot, application.Tokens, patience.Token);
        using var watch = await caller.StartAsync(nameof(caller.Client.WatchExchange), options => caller.Client.WatchExchange(new() { ExchangeId = exchange.Id }, options));
        using var fetch = await caller.StartAsync(nameof(caller.Client.FetchEvidence), options => caller.Client.FetchEvidence(new() { ExchangeId = exchange.Id }, options));

        var stopped = world.StopGatewayAsync(patience.Token);

        using var http = new HttpClient { BaseAddress = world.Pilot.Addresses.GatewayOperations };
        while (await StatusAsync(http, "/health/ready", patience.Token) is HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }

        (await StatusAsync(http, "/health/ready", patience.Token)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync(http, "/health/live", patience.Token)).ShouldBe(HttpStatusCode.OK);
        var end = await Should.ThrowAsync<RpcException>(() => ReadToEndAsync(watch, patience.Token));
        end.StatusCode.ShouldBe(StatusCode.Unavailable);
        end.Trailers.Get("grpc-status-details-bin").ShouldNotBeNull();

        // Fifty megabytes, of which only a little can be on the way.
        (await ReadToEndAsync(fetch, patience.Token)).ShouldBeGreaterThan(100);
        await stopped;
        world.Gateway.ExitCode.ShouldBe(0);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return answer.StatusCode;
    }

    private static async Task<int> ReadToEndAsync<T>(AsyncServerStreamingCall<T> call, CancellationToken cancellationToken)
    {
        var messages = 0;
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            messages++;
        }

        return messages;
    }

    /// <summary>Makes calls with one explicit request's tokens.</summary>
    private sealed class Caller(PilotWorld pilot, GrantedTokens tokens, CancellationToken cancellationToken) : IDisposable
    {
        private readonly GrpcChannel _channel = GrpcChannel.ForAddress(
            pilot.Addresses.Gateway, new GrpcChannelOptions { HttpHandler = DevelopmentTrust.CreateHandler(pilot.Certificates), DisposeHttpClient = true });

        private string? _nonce;

        public EvidenceService.EvidenceServiceClient Client => new(_channel);

        /// <summary>Starts a stream and waits for its first message.</summary>
        public async Task<AsyncServerStreamingCall<T>> StartAsync<T>(string method, Func<CallOptions, AsyncServerStreamingCall<T>> call)
        {
            while (true)
            {
                var address = new Uri(pilot.Addresses.Gateway, "/onceonly.evidence.v1.EvidenceService/" + method);
                var proof = tokens.TokenKey!.Prove("POST", address, tokens.AccessToken, _nonce);
                var started = call(new CallOptions(new Metadata { { "authorization", "DPoP " + tokens.AccessToken }, { "dpop", proof } }, cancellationToken: cancellationToken));
                try
                {
                    (await started.ResponseStream.MoveNext(cancellationToken)).ShouldBeTrue();
                    return started;
                }
                catch (RpcException refused) when (refused.Trailers.GetValue("dpop-nonce") is { } nonce && nonce != _nonce)
                {
                    _nonce = nonce;
                    started.Dispose();
                }
            }
        }

        public void Dispose() => _channel.Dispose();
    }
}
