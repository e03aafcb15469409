// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Crashes;
using OnceOnly.Pilot.EServices.EvidenceApi;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>Repeats what the gateway says may be repeated, and nothing else.</summary>
internal sealed class Reconnecting : ISurvival
{
    private int _steps;
    private int _repeated;

    public int Steps => _steps;

    public int Repeated => _repeated;

    public async Task<T> SurviveAsync<T>(Func<Task<T>> step, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var result = await step();
                Interlocked.Increment(ref _steps);
                return result;
            }
            catch (EvidenceApiException refusal) when (refusal.Problem.Code == "unavailable")
            {
                Interlocked.Increment(ref _repeated);
            }
        }
    }
}
