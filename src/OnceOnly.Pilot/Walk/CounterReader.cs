// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Pilot.Walk;

/// <summary>Reads the counters from a gateway's metrics page, as a monitoring system would.</summary>
public sealed class CounterReader(HttpClient http, Uri operations)
{
    private readonly Uri _metrics = new(operations, "/metrics");

    public async Task<Counters> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(cancellationToken);
        return new Counters(
            Sum(lines, "onceonly_citizen_supplied_total"),
            Sum(lines, "onceonly_registry_asked_total"),
            Sum(lines, "onceonly_copy_served_total"));
    }

    public async Task<ServedCounters> ReadServedAsync(CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(cancellationToken);
        var released = Sum(lines, "onceonly_served_answered_total", "outcome=\"evidence\"");
        return new ServedCounters(
            Sum(lines, "onceonly_registry_asked_total"),
            released,
            Sum(lines, "onceonly_served_answered_total") - released - Sum(lines, "onceonly_served_answered_total", "outcome=\"preview\""));
    }

    private async Task<string[]> LinesAsync(CancellationToken cancellationToken) =>
        (await http.GetStringAsync(_metrics, cancellationToken)).Split('\n');

    /// <summary>Over all labels, or those with a certain one; 0 before the first count, when there is no line yet.</summary>
    private static long Sum(IEnumerable<string> lines, string name, string label = "") => lines
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
        .Where(line => line.Contains(label, StringComparison.Ordinal))
        .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
