// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Net.Security;

namespace OnceOnly.Benchmarks.Load;

/// <summary>Loads a server from a few connections with a few streams each; the same for every server.</summary>
/// <param name="address">Origin of the server.</param>
/// <param name="tls">Trust, and the certificate to show.</param>
/// <param name="serverTime">Processor time that the server has used so far.</param>
internal sealed class LoadGenerator(Uri address, Func<SslClientAuthenticationOptions> tls, Func<TimeSpan> serverTime)
{
    /// <summary>Makes one call and takes its reply as the model of all; whoever uses this has made sure that it succeeds.</summary>
    public async Task<ReplyShape> ProbeAsync(Func<PreparedCall?> calls, CancellationToken cancellationToken)
    {
        await using var connection = await Http2Connection.OpenAsync(address, tls(), cancellationToken);
        return await connection.RunAsync(calls, streams: 1, shape: null, new Tally(isCounting: false), until: 0, cancellationToken);
    }

    public async Task<LoadResult> RunAsync(
        Func<PreparedCall?> calls, ReplyShape shape, int connections, int streams, TimeSpan duration, CancellationToken cancellationToken)
    {
        var open = new List<Http2Connection>();
        try
        {
            for (var i = 0; i < connections; i++)
            {
                open.Add(await Http2Connection.OpenAsync(address, tls(), cancellationToken));
            }

            var tallies = open.ConvertAll(_ => new Tally(isCounting: true));
            var usedBefore = serverTime();
            var started = Stopwatch.GetTimestamp();
            var until = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
            await Task.WhenAll(open.Select((connection, index) =>
                Task.Run(() => connection.RunAsync(calls, streams, shape, tallies[index], until, cancellationToken), cancellationToken)));
            return Sum(tallies, Stopwatch.GetElapsedTime(started), serverTime() - usedBefore);
        }
        finally
        {
            foreach (var connection in open)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static LoadResult Sum(List<Tally> tallies, TimeSpan elapsed, TimeSpan used)
    {
        var ticks = tallies.SelectMany(tally => tally.Ticks).ToArray();
        var failures = tallies.Sum(tally => tally.Failures);
        if (ticks.Length == 0)
        {
            return new LoadResult(0, TimeSpan.Zero, TimeSpan.Zero, failures, TimeSpan.Zero);
        }

        Array.Sort(ticks);
        return new LoadResult(
            ticks.Length / elapsed.TotalSeconds,
            Stopwatch.GetElapsedTime(0, ticks[ticks.Length / 2]),
            Stopwatch.GetElapsedTime(0, ticks[(int)(ticks.Length * 0.99)]),
            failures,
            used / ticks.Length);
    }
}
