// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Gateway;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>What one address may do at the access point's door before anything is known of it.</summary>
public sealed class AccessPointLimitsTests
{
    private const int Messages = 3;
    private const int Connections = 2;

    [Fact]
    public async Task One_address_sends_so_many_messages_a_minute_and_holds_so_many_connections()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var folder = Directory.CreateTempSubdirectory("onceonly-as4-");
        var port = FreePort.Find();
        var origin = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}");
        var keys = new AccessPointKeys(folder.FullName);
        using var tls = X509Certificate2.CreateFromPemFile(keys.Tls);
        var settings = GatewayAndPartner.Settings(keys, origin, FreePort.Find());
        settings["RateLimits:MessagesPerMinute"] = Messages.ToString(CultureInfo.InvariantCulture);
        settings["RateLimits:AccessPointConnections"] = Connections.ToString(CultureInfo.InvariantCulture);
        await using var pilot = await PilotWorld.StartAsync(
            new PilotWorldOptions
            {
                Addresses = PilotAddresses.Free(),
                DataFolder = folder.FullName,
                CertificatesFolder = DevelopmentCertificateFolder.Default,
                StartsGateways = false,
                GatewaySettings = settings,
            },
            patience.Token);
        await using (var host = GatewayApplication.Create([.. pilot.GatewayArguments]))
        {
            await host.StartAsync(patience.Token);

            using (var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == tls.Thumbprint } }))
            {
                var statuses = new List<HttpStatusCode>();
                for (var message = 0; message <= Messages; message++)
                {
                    using var content = new StringContent("no message");
                    using var answer = await http.PostAsync(origin + "/as4", content, patience.Token);
                    statuses.Add(answer.StatusCode);
                }

                statuses.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.BadRequest, Messages), HttpStatusCode.TooManyRequests]);
            }

            // Whoever comes too many finds the door closed; the others are kept waiting for their TLS.
            var open = Enumerable.Range(0, Connections + 1).Select(_ => new TcpClient()).ToList();
            var ends = new List<Task>();
            foreach (var client in open)
            {
                // It may be closed before the client knows that it was open.
                var connecting = client.ConnectAsync(IPAddress.Loopback, port, patience.Token).AsTask();
                await connecting.ContinueWith(static _ => { }, TaskScheduler.Default);
                ends.Add(connecting.IsCompletedSuccessfully ? client.GetStream().ReadAsync(new byte[1], patience.Token).AsTask() : connecting);
            }

            await (await Task.WhenAny(ends)).ContinueWith(static _ => { }, TaskScheduler.Default);
            ends[0].IsCompleted.ShouldBeFalse("The first one is within the limit; it would be the first whose handshake takes too long.");
            open.ForEach(client => client.Dispose());
            await host.StopAsync(patience.Token);
        }

        folder.Delete(recursive: true);
    }
}
