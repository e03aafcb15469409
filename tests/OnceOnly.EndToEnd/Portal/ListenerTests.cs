// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OnceOnly.EndToEnd.Api.Hostile;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Gateway;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Portal;

/// <summary>What is served at one door is not there at another, whatever the caller says about host, scheme or address.</summary>
[Collection(HostileCallers.Name)]
public sealed class ListenerTests(GatewayInItsOwnProcess gateway) : IDisposable
{
    private readonly HttpClient _http = new(DevelopmentTrust.CreateHandler(
        gateway.World.Certificates, gateway.World.Certificates.Client(PilotEServices.ShellMutualTls.ClientId).Certificate.Load()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PilotAddresses At => gateway.World.Addresses;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task No_endpoint_is_served_at_a_door_that_is_not_its_own()
    {
        var faults = new List<string>();
        foreach (var endpoint in await ServedEndpoint.AllAsync(gateway.World))
        {
            // The door for other access points is closed in this world.
            foreach (var door in Enum.GetValues<Listener>().Except([.. endpoint.Doors, Listener.EDelivery]))
            {
                using var request = new HttpRequestMessage(endpoint.Method, (endpoint with { Door = door }).At(At));
                using var response = await _http.SendAsync(request, Cancellation);
                if (response.StatusCode is not HttpStatusCode.NotFound)
                {
                    faults.Add($"{endpoint.Name} answers {(int)response.StatusCode} at {door}");
                }
            }
        }

        string.Join('\n', faults).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gateway.example")]
    [InlineData("localhost")]
    [InlineData("localhost:1")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost.")]
    [InlineData("localhost@gateway.example")]
    [InlineData("")]
    public async Task A_forged_host_is_misdirected_at_every_door(string host)
    {
        foreach (var door in new[] { At.Gateway, At.GatewayMutualTls, At.GatewayDocuments })
        {
            var answer = await AskAsync(door, host);

            // A host that cannot be one does not even get as far as our doors.
            answer.Split('\r')[0].ShouldBeOneOf("HTTP/1.1 421 Misdirected Request", "HTTP/1.1 400 Bad Request");
            answer.ShouldEndWith("\r\n\r\n");
        }
    }

    [Fact]
    public async Task What_a_stranger_says_was_forwarded_changes_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(At.Gateway, "/.well-known/openid-configuration"));
        request.Headers.Add("X-Forwarded-Host", "elsewhere.example");
        request.Headers.Add("X-Forwarded-Proto", "http");
        request.Headers.Add("X-Forwarded-Prefix", "/elsewhere");
        request.Headers.Add("X-Original-URL", "/metrics");
        request.Headers.Add("Forwarded", "host=elsewhere.example;proto=http;for=192.0.2.1");

        using var response = await _http.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        text.ShouldNotContain("elsewhere");
        JsonDocument.Parse(text).RootElement.GetProperty("token_endpoint").GetString().ShouldBe(new Uri(At.Gateway, "/connect/token").AbsoluteUri);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_counts_as_forwarded_only_where_the_load_balancer_is_known(bool isKnown)
    {
        const int Limit = 10;
        var folder = Directory.CreateTempSubdirectory("onceonly-forwarding-");
        var at = PilotAddresses.Free();
        string[] arguments =
        [
            .. gateway.World.GatewayArguments,
            $"--Listeners:Public:Origin={at.Gateway.OriginalString}", $"--Identity:Issuer={at.Gateway.OriginalString}",
            $"--Listeners:MutualTls:Origin={at.GatewayMutualTls.OriginalString}", $"--Identity:MutualTlsBaseUri={at.GatewayMutualTls.OriginalString}",
            $"--Listeners:Documents:Origin={at.GatewayDocuments.OriginalString}", $"--Listeners:Operations:Origin={at.GatewayOperations.OriginalString}",
            $"--Storage:Sqlite:Folder={folder.FullName}", $"--RateLimits:PagesPerMinute={Limit}",
            .. isKnown ? new[] { "--Forwarding:KnownNetworks:0=127.0.0.0/8", "--Forwarding:KnownNetworks:1=::1/128" } : [],
        ];
        await using var other = GatewayApplication.Create(arguments);
        await other.StartAsync(Cancellation);

        var statuses = new List<HttpStatusCode>();
        for (var citizen = 1; citizen <= 2 * Limit; citizen++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(at.Gateway, "/accessibility"));
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{citizen}");
            using var response = await _http.SendAsync(request, Cancellation);
            statuses.Add(response.StatusCode);
        }

        // Twenty addresses are within their limits, one that says it is twenty is not.
        statuses.Contains(HttpStatusCode.TooManyRequests).ShouldBe(!isKnown);
        await other.StopAsync(Cancellation);
        await other.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>TLS for the door's own name, and then another host in the request: HTTP clients do not do that.</summary>
    private async Task<string> AskAsync(Uri door, string host)
    {
        using var certificate = gateway.World.Certificates.Client(PilotEServices.ShellMutualTls.ClientId).Certificate.Load();
        using var handler = DevelopmentTrust.CreateHandler(gateway.World.Certificates, certificate);
        handler.SslOptions.TargetHost = door.Host;
        using var connection = new TcpClient();
        await connection.ConnectAsync(door.Host, door.Port, Cancellation);
        await using var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsClientAsync(handler.SslOptions, Cancellation);
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET /.well-known/openid-configuration HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(tls, Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
