// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>Bodies and addresses that no honest client sends, at every endpoint there is: refused, and nothing is the worse for it.</summary>
[Collection(HostileCallers.Name)]
public sealed class EveryEndpointTests(GatewayInItsOwnProcess gateway) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(DevelopmentTrust.CreateHandler(
        gateway.World.Certificates, gateway.World.Certificates.Client(PilotEServices.ShellMutualTls.ClientId).Certificate.Load()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Each_endpoint_has_its_row()
    {
        var served = await ServedEndpoint.AllAsync(gateway.World);

        served.Select(endpoint => endpoint.Name).Order(StringComparer.Ordinal).ShouldBe(EndpointTable.Rows.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_hostile_body_is_refused_everywhere()
    {
        var token = await TokenAsync();
        var before = Errors().Count;
        var faults = new List<string>();
        foreach (var endpoint in await ServedEndpoint.AllAsync(gateway.World))
        {
            foreach (var body in HostileBody.For(EndpointTable.Rows[endpoint.Name]))
            {
                using var request = new HttpRequestMessage(endpoint.Method, endpoint.At(gateway.World.Addresses)) { Content = body.Content() };
                request.Headers.Authorization = new("Bearer", token);
                faults.AddRange((await SendAsync(endpoint, request, body.Answers)).Select(fault => $"{endpoint.Name}: {body.Name}: {fault}"));
            }
        }

        string.Join('\n', faults).ShouldBeEmpty();
        await ShouldBeWellAsync(before);
    }

    [Fact]
    public async Task Hostile_addresses_and_headers_harm_nothing_anywhere()
    {
        var token = await TokenAsync();
        var before = Errors().Count;
        var faults = new List<string>();
        foreach (var endpoint in await ServedEndpoint.AllAsync(gateway.World))
        {
            foreach (var address in HostileAddress.All)
            {
                var path = new Uri(endpoint.At(gateway.World.Addresses), "/").OriginalString.TrimEnd('/') + address.Spoil(endpoint.Path);
                var spoilt = new Uri(path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
                using var request = new HttpRequestMessage(endpoint.Method, spoilt);
                request.Headers.Authorization = new("Bearer", token);
                foreach (var (name, value) in address.Headers)
                {
                    request.Headers.Remove(name);
                    request.Headers.TryAddWithoutValidation(name, value);
                }

                faults.AddRange((await SendAsync(endpoint, request, [], address.IsBeyondLimits)).Select(fault => $"{endpoint.Name}: {address.Name}: {fault}"));
            }
        }

        string.Join('\n', faults).ShouldBeEmpty();
        await ShouldBeWellAsync(before);
    }

    [Fact]
    public async Task A_flood_of_endless_bodies_takes_no_memory()
    {
        const int Bodies = 8;
        const long Megabyte = 1024 * 1024;
        var endpoints = (await ServedEndpoint.AllAsync(gateway.World))
            .Where(endpoint => EndpointTable.Rows[endpoint.Name] is BodyKind.OAuthForm or BodyKind.BrowserForm or BodyKind.JsonText)
            .ToList();
        var token = await TokenAsync();
        await FloodAsync(endpoints.Take(1));
        var before = MemoryWatch.PrivateMemory(gateway.Around.Gateway);

        for (var round = 0; round < Bodies; round++)
        {
            await FloodAsync(endpoints);
        }

        // Half a gigabyte or more was sent; what the limits let in are a few megabytes, and the collector takes its time.
        (Bodies * endpoints.Count * 8).ShouldBeGreaterThan(512);
        (MemoryWatch.PrivateMemory(gateway.Around.Gateway) - before).ShouldBeLessThan(128 * Megabyte);

        Task FloodAsync(IEnumerable<ServedEndpoint> targets) => Task.WhenAll(targets.Select(async endpoint =>
        {
            using var request = new HttpRequestMessage(endpoint.Method, endpoint.At(gateway.World.Addresses))
            {
                Content = new EndlessContent(8 * (int)Megabyte, EndpointTable.Rows[endpoint.Name] is BodyKind.JsonText ? "application/json" : "application/x-www-form-urlencoded"),
            };
            request.Headers.Authorization = new("Bearer", token);
            (await SendAsync(endpoint, request, [])).ShouldBeEmpty();
        }));
    }

    private async Task<string> TokenAsync()
    {
        using var desk = DeveloperDesk.WithMutualTls(gateway.World, TimeProvider.System);
        using var application = await desk.OpenAsync(PilotPersonas.Maria, PilotEServices.ShellMutualTls.Find("study")!, Cancellation);
        return application.Tokens.AccessToken;
    }

    private async Task<IReadOnlyList<string>> SendAsync(ServedEndpoint endpoint, HttpRequestMessage request, IReadOnlyCollection<int> expected, bool mayEnd = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        if (request.Content is not null && endpoint.Door is not Listener.Operations)
        {
            // Answers before the body has ended, where HTTP/1.1 could only close the connection. What is wrong with an
            // address, on the other hand, HTTP/2 answers with the end of the connection, and HTTP/1.1 with a status.
            request.Version = HttpVersion.Version20;
        }

        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        try
        {
            var answer = await HostileAnswer.ReadAsync(_http, request, patience.Token);
            return [.. answer.FaultsAgainst(expected)];
        }
        catch (HttpRequestException) when (mayEnd || endpoint.Door is Listener.Operations)
        {
            // That door speaks HTTP/1.1 only.
            return [];
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return [exception.Message];
        }
    }

    private List<string> Errors() => [.. gateway.Around.Log.Where(line => line.Contains("\"level\":\"Error\"", StringComparison.Ordinal))];

    /// <param name="before">Errors logged before, by what shares the gateway.</param>
    private async Task ShouldBeWellAsync(int before)
    {
        gateway.Around.Gateway.HasExited.ShouldBeFalse();
        using var ready = await _http.GetAsync(new Uri(gateway.World.Addresses.GatewayOperations, "/health/ready"), Cancellation);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        Errors().Skip(before).ShouldBeEmpty();
    }
}
