// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Gateway.Operations.Health;
using OnceOnly.Gateway.Operations.Logging;
using OnceOnly.Gateway.Operations.Metrics;

namespace OnceOnly.Gateway.Operations;

internal static class OperationsExtensions
{
    private static readonly TimeSpan HealthPeriod = TimeSpan.FromSeconds(5);

    private const string LifetimeCheck = "lifetime";

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = JsonLineFormatter.FormatterName);

        // These write full paths at Information; ours hold handles, and a registry's may hold a person's key.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

        builder.Services.AddOptions<OperationsOptions>().BindConfiguration(OperationsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<OperationsOptions>>(
            static (host, operations) => host.ShutdownTimeout = operations.Value.DrainTime + operations.Value.StopTimeout);
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.AddSingleton<StateCheck>();
        builder.Services.AddSingleton<MetricsPage>();
        builder.Services.AddHostedService<OtlpExport>();
        builder.Services.AddGrpcHealthChecks(health => health.Services.Map("onceonly.evidence.v1.EvidenceService", _ => true));

        // Over gRPC the answers are published now and then, so start and stop are told by the service's own life.
        builder.Services.Configure<HealthCheckPublisherOptions>(publisher =>
        {
            publisher.Predicate = check => check.Name != LifetimeCheck;
            publisher.Period = HealthPeriod;
        });
        builder.Services.AddHealthChecks().AddCheck<ReadinessCheck>(LifetimeCheck, tags: [HealthPages.Ready, HealthPages.Startup])
            .AddCheck<StateCheck>("state", tags: [HealthPages.Ready])
            .AddCheck<LedgerCheck>("ledger", tags: [HealthPages.Ready])
            .AddCheck<KeysCheck>("keys", tags: [HealthPages.Ready]);
    }

    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthPages();
        endpoints.MapGrpcHealthChecksService().ServedOn(Listener.Public, Listener.MutualTls);
        MetricsPage.Map(endpoints);
    }
}
