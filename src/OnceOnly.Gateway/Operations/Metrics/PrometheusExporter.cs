// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OnceOnly.Gateway.Operations.Metrics;

/// <summary>Collects on demand and keeps the result as the text that Prometheus scrapes (exposition format 0.0.4).</summary>
[ExportModes(ExportModes.Pull | ExportModes.Push)]
internal sealed class PrometheusExporter : BaseExporter<Metric>
{
    public string Text { get; private set; } = string.Empty;

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new StringBuilder();
        foreach (var metric in batch)
        {
            PrometheusText.Append(text, metric);
        }

        Text = text.ToString();
        return ExportResult.Success;
    }
}
