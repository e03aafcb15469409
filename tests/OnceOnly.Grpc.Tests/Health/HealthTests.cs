// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OnceOnly.Grpc.Tests.Serving;
using HealthClient = Grpc.Health.V1.Health.HealthClient;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace OnceOnly.Grpc.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task what_the_host_sets_is_told()
    {
        await using var server = await StartAsync();
        using var channel = server.Connect();
        var client = new HealthClient(channel);
        var health = server.Services.GetRequiredService<HealthServiceImpl>();
        health.SetStatus("some.Service", ServingStatus.Serving);

        (await CheckAsync(client, "some.Service")).ShouldBe(ServingStatus.Serving);
        health.SetStatus("some.Service", ServingStatus.NotServing);
        (await CheckAsync(client, "some.Service")).ShouldBe(ServingStatus.NotServing);
        health.ClearStatus("some.Service");
        (await Should.ThrowAsync<RpcException>(() => CheckAsync(client, "some.Service"))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task a_watcher_is_told_at_once_and_at_every_change()
    {
        await using var server = await StartAsync();
        using var channel = server.Connect();
        var health = server.Services.GetRequiredService<HealthServiceImpl>();
        using var watch = new HealthClient(channel).Watch(new HealthCheckRequest { Service = "late" });

        (await NextAsync(watch)).ShouldBe(ServingStatus.ServiceUnknown);
        health.SetStatus("other", ServingStatus.Serving);
        health.SetStatus("late", ServingStatus.Serving);
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);
        health.SetStatus("late", ServingStatus.NotServing);
        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        health.ClearAll();
        (await NextAsync(watch)).ShouldBe(ServingStatus.ServiceUnknown);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, ServingStatus.Serving)]
    [InlineData(HealthStatus.Degraded, ServingStatus.Serving)]
    [InlineData(HealthStatus.Unhealthy, ServingStatus.NotServing)]
    public async Task health_checks_decide_whether_the_server_serves(HealthStatus check, ServingStatus told)
    {
        await using var server = await StartAsync(services => services
            .AddGrpcHealthChecks(options => options.Services.Map("storage", context => context.Tags.Contains("storage")))
            .AddCheck("database", () => new HealthCheckResult(check), tags: ["storage"])
            .AddCheck("other", () => new HealthCheckResult(HealthStatus.Healthy)));
        using var channel = server.Connect();
        var client = new HealthClient(channel);
        using var whole = client.Watch(new HealthCheckRequest());
        using var part = client.Watch(new HealthCheckRequest { Service = "storage" });

        (await EventuallyAsync(whole, told)).ShouldBeTrue();
        (await EventuallyAsync(part, told)).ShouldBeTrue();
    }

    [Fact]
    public async Task a_server_that_stops_says_so_and_lets_its_watchers_go()
    {
        await using var server = await StartAsync(services => services.AddGrpcHealthChecks());
        using var channel = server.Connect();
        using var watch = new HealthClient(channel).Watch(new HealthCheckRequest());
        (await EventuallyAsync(watch, ServingStatus.Serving)).ShouldBeTrue();

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext().InTime()).ShouldBeFalse();
    }

    private static Task<TestServer> StartAsync(Action<IServiceCollection>? services = null) => TestServer.StartAsync(
        services: collection =>
        {
            collection.AddSingleton<HealthServiceImpl>();
            services?.Invoke(collection);
        },
        endpoints: app => app.MapGrpcHealthChecksService());

    private static async Task<ServingStatus> CheckAsync(HealthClient client, string service) =>
        (await client.CheckAsync(new HealthCheckRequest { Service = service })).Status;

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        (await watch.ResponseStream.MoveNext().InTime()).ShouldBeTrue();
        return watch.ResponseStream.Current.Status;
    }

    private static async Task<bool> EventuallyAsync(AsyncServerStreamingCall<HealthCheckResponse> watch, ServingStatus status)
    {
        while (await NextAsync(watch) != status)
        {
        }

        return true;
    }
}
