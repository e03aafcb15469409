// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.Testing.Balancers;
using OnceOnly.Testing.Caches;
using OnceOnly.Testing.Databases;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.Counterparts;

/// <summary>The servers that other tests run against do to themselves what those tests rely on.</summary>
public sealed class CounterpartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostgreSQL_keeps_its_data_when_it_is_killed_and_refuses_writes_when_told()
    {
        await using var server = await PostgresServer.StartAsync(Cancel);
        (await server.RunAsync("SHOW fsync", Cancel)).ShouldBe("on");
        await server.CreateDatabaseAsync("state", Cancel);
        await server.RunAsync("CREATE TABLE kept (id int)", Cancel, "state");
        await server.RunAsync("INSERT INTO kept VALUES (1)", Cancel, "state");

        await server.KillAsync();
        await server.StartAgainAsync(Cancel);
        (await server.RunAsync("SELECT id FROM kept", Cancel, "state")).ShouldBe("1");

        await server.SetReadOnlyAsync(true, Cancel);
        await RefusedAsync(server, "cannot execute INSERT in a read-only transaction");
        await server.SetReadOnlyAsync(false, Cancel);
        await server.RestartAsync(Cancel);
        await server.RunAsync("INSERT INTO kept VALUES (2)", Cancel, "state");
    }

    [Fact]
    public async Task PostgreSQL_can_run_out_of_space_and_recover()
    {
        Assert.SkipUnless(PostgresServer.CanBeLimited, "Only root can mount a small file system.");
        await using var server = await PostgresServer.StartAsync(
            new PostgresServerOptions { Megabytes = 160, Settings = new Dictionary<string, string> { ["max_wal_size"] = "32MB", ["min_wal_size"] = "32MB" } }, Cancel);
        await server.CreateDatabaseAsync("state", Cancel);
        await server.RunAsync("CREATE TABLE kept (id text)", Cancel, "state");

        await using (await server.FillAsync(Cancel))
        {
            await RefusedAsync(server, "No space left on device", "SELECT repeat('x', 8000000)");
        }

        await server.RunAsync("INSERT INTO kept VALUES ('after')", Cancel, "state");
    }

    [Fact]
    public async Task Redis_wants_its_password_and_can_be_killed_flushed_and_stalled()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Password = "open-sesame" }, Cancel);
        await server.RunAsync(Cancel, "SET", "key", "value");
        (await server.RunAsync(Cancel, "GET", "key")).ShouldBe("value");

        server.Stall();
        var stalled = server.RunAsync(Cancel, "GET", "key");
        stalled.IsCompleted.ShouldBeFalse();
        server.Continue();
        (await stalled).ShouldBe("value");

        await server.FlushAsync(Cancel);
        (await server.RunAsync(Cancel, "GET", "key")).ShouldBeEmpty();
        await server.RestartAsync(Cancel);
        (await server.RunAsync(Cancel, "PING")).ShouldBe("PONG");
    }

    [Fact]
    public async Task HAProxy_passes_connections_to_the_server_that_is_well()
    {
        await using var well = Site("well", () => StatusCodes.Status200OK);
        await using var ill = Site("ill", () => StatusCodes.Status503ServiceUnavailable);
        await well.StartAsync(Cancel);
        await ill.StartAsync(Cancel);
        var port = FreePort.Find();
        HaProxyServer[] servers = [new(PortOf(well), PortOf(well)), new(PortOf(ill), PortOf(ill))];
        await using var balancer = await HaProxy.StartAsync([new HaProxyDoor(port, servers)], Cancel);

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var answers = new List<string>();
        for (var streak = 0; streak < 6; streak = answers[^1] == "well" ? streak + 1 : 0)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
            request.Headers.ConnectionClose = true;
            using var answer = await http.SendAsync(request, Cancel);
            answers.Add(await answer.Content.ReadAsStringAsync(Cancel));
        }

        answers.ShouldContain("well");
    }

    private static WebApplication Site(string name, Func<int> health)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/", () => name);
        site.MapGet("/health/ready", () => Results.StatusCode(health()));
        return site;
    }

    private static int PortOf(WebApplication site) => new Uri(site.Urls.First()).Port;

    private static async Task RefusedAsync(PostgresServer server, string why, string values = "VALUES (3)") =>
        (await Should.ThrowAsync<InvalidOperationException>(() => server.RunAsync("INSERT INTO kept " + values, Cancel, "state"))).Message.ShouldContain(why);
}
