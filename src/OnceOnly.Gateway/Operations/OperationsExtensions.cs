// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Console;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Gateway.Operations.Health;
using OnceOnly.Gateway.Operations.Logging;
using OnceOnly.Gateway.Operations.Metrics;

namespace OnceOnly.Gateway.Operations;

internal static class OperationsExtensions
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    private const string LifetimeCheck = "lifetime";

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = JsonLineFormatter.FormatterName);

        // These write full paths at Information; ours hold handles, and a registry's may hold a person's key.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

        builder.Services.AddOptions<OperationsOptions>().BindConfiguration(OperationsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.AddSingleton<MetricsPage>();
        builder.Services.AddHostedService<OtlpExport>();
        builder.Services.AddGrpcHealthChecks(health => health.Services.Map("onceonly.evidence.v1.EvidenceService", _ => true));

        // Over gRPC the answers are published now and then, so start and stop are told by the service's own life.
        builder.Services.Configure<HealthCheckPublisherOptions>(publisher => publisher.Predicate = check => check.Name != LifetimeCheck);
        builder.Services.AddHealthChecks().AddCheck<ReadinessCheck>(LifetimeCheck, tags: [HealthPages.Ready, HealthPages.Startup]);
    }

    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthPages();
        endpoints.MapGrpcHealthChecksService().ServedOn(Listener.Public, Listener.MutualTls);
        MetricsPage.Map(endpoints);
    }
}
