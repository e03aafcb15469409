// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Gateway.Operations.Metrics;
using OnceOnly.Gateway.Operations.Tracing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OnceOnly.Gateway.Operations;

/// <summary>Sends traces and metrics to a collector, when one is configured.</summary>
internal sealed class OtlpExport(IOptions<OperationsOptions> options) : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OtlpEndpoint is { } endpoint)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("onceonly-gateway");
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("OnceOnly.*", "Microsoft.AspNetCore", "System.Net.Http")
                .AddProcessor(new PathlessClientSpans())
                .AddOtlpExporter(exporter => Configure(exporter, new Uri(endpoint, "v1/traces")))
                .Build();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(MeterNames.All)
                .AddOtlpExporter(exporter => Configure(exporter, new Uri(endpoint, "v1/metrics")))
                .Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // Disposing sends what is still waiting.
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static void Configure(OtlpExporterOptions exporter, Uri endpoint)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = endpoint;
    }
}
