// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Walk.Journeys;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot.Walk;

/// <summary>Walks all journeys through a running pilot and says how it went.</summary>
public static class WalkRunner
{
    private static readonly TimeSpan StepTimeout = TimeSpan.FromMinutes(1);

    /// <returns>Whether every step went as it must.</returns>
    public static async Task<bool> RunAsync(PilotWorld world, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(time);
        using var crowd = new Crowd(world.Addresses, world.Certificates, time);
        using var http = new HttpClient();
        var counters = new CounterReader(http, world.Addresses.GatewayOperations);
        var finland = new CounterReader(http, world.Addresses.FinlandOperations);
        var before = await counters.ReadAsync(cancellationToken);
        var servedBefore = await finland.ReadServedAsync(cancellationToken);
        foreach (var step in Steps(crowd, world))
        {
            var started = time.GetTimestamp();
            if (await FailureOfAsync(step, time, cancellationToken) is { } failure)
            {
                await output.WriteLineAsync($"walk: failed at \"{step.Name}\": {failure}");
                return false;
            }

            var after = await counters.ReadAsync(cancellationToken);
            var elapsed = time.GetElapsedTime(started).TotalMilliseconds;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{elapsed,6:0} ms  {step.Name,-76}  {after}"));
            if (after - before != step.Counted)
            {
                await output.WriteLineAsync(
                    $"walk: failed at \"{step.Name}\": the counters moved by {after - before}; expected {step.Counted}.");
                return false;
            }

            var served = await finland.ReadServedAsync(cancellationToken);
            if (served - servedBefore != step.Served)
            {
                await output.WriteLineAsync(
                    $"walk: failed at \"{step.Name}\": Finland's counters moved by {served - servedBefore}; expected {step.Served}.");
                return false;
            }

            (before, servedBefore) = (after, served);
        }

        await output.WriteLineAsync("walk: ok");
        return true;
    }

    private static IEnumerable<WalkStep> Steps(Crowd crowd, PilotWorld world) =>
    [
        .. new OnceOnlyJourney(crowd).Steps(),
        .. new CompanyJourney(crowd).Steps(),
        .. new DisappointedJourneys(crowd).Steps(),
        .. new BorderJourney(crowd, world.Registries).Steps(),
        .. new DisappointedBorderJourneys(crowd, world.Registries).Steps(),
    ];

    private static async Task<string?> FailureOfAsync(WalkStep step, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(StepTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await step.RunAsync(either.Token);
            return null;
        }
        catch (Exception failure) when (failure is WalkException or BrowserException or HttpRequestException)
        {
            return failure.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {StepTimeout.TotalSeconds:0} seconds";
        }
    }
}
