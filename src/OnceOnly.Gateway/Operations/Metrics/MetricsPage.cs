// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Gateway.Listeners;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OnceOnly.Gateway.Operations.Metrics;

/// <summary><c>/metrics</c>: all meters as they are at this moment.</summary>
internal sealed class MetricsPage : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PrometheusExporter _exporter = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;

    public MetricsPage()
    {
        _reader = new BaseExportingMetricReader(_exporter);
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(MeterNames.All).AddReader(_reader).Build();
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Made now, not at the first scrape: counters would miss what happened before.
        var page = endpoints.ServiceProvider.GetRequiredService<MetricsPage>();
        endpoints.MapGet("/metrics", () => Results.Text(page.Collect(), PrometheusText.MediaType))
            .ServedOn(Listener.Operations)
            .ExcludeFromDescription();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _reader.Dispose();
        _exporter.Dispose();
    }

    private string Collect()
    {
        lock (_lock)
        {
            _reader.Collect();
            return _exporter.Text;
        }
    }
}
