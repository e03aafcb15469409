// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OnceOnly.Gateway.Operations.Metrics;

/// <summary>One metric in Prometheus' text exposition format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static void Append(StringBuilder text, Metric metric)
    {
        var kind = KindOf(metric.MetricType);
        if (kind is null)
        {
            return;
        }

        var name = NameOf(metric, kind);
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escape(metric.Description)}\n# TYPE {name} {kind}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point.Tags);
            if (kind == "histogram")
            {
                AppendHistogram(text, name, labels, point);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{Braces(labels)} {ValueOf(metric.MetricType, point)}\n");
            }
        }
    }

    private static string? KindOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.LongGauge or MetricType.DoubleGauge or MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => "gauge",
        MetricType.Histogram => "histogram",
        _ => null,
    };

    private static string NameOf(Metric metric, string kind)
    {
        var name = Sanitize(metric.Name);
        var unit = metric.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => string.Empty,
        };
        var total = kind == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? "_total" : string.Empty;
        return name + (name.EndsWith(unit, StringComparison.Ordinal) ? string.Empty : unit) + total;
    }

    private static string ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong().ToString(CultureInfo.InvariantCulture),
        MetricType.LongGauge => point.GetGaugeLastValueLong().ToString(CultureInfo.InvariantCulture),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private static void AppendHistogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var le = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            var separator = labels.Length == 0 ? string.Empty : ",";
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels}{separator}le=\"{le}\"}} {count}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braces(labels)} {Number(point.GetHistogramSum())}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_count{Braces(labels)} {point.GetHistogramCount()}\n");
    }

    private static string LabelsOf(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach (var tag in tags)
        {
            var separator = labels.Length == 0 ? string.Empty : ",";
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture);
            labels.Append(CultureInfo.InvariantCulture, $"{separator}{Sanitize(tag.Key)}=\"{Escape(value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }

        return labels.ToString();
    }

    private static string Braces(string labels) => labels.Length == 0 ? string.Empty : "{" + labels + "}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string? value) =>
        (value ?? string.Empty).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Sanitize(string name)
    {
        var clean = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }
}
