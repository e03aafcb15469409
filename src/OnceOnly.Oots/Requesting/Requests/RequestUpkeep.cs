// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Oots.Requesting.Requests;

/// <summary>Deletes answers that were taken or that nobody waits for, and requests that are long over.</summary>
internal sealed class RequestUpkeep(ISentRequests requests, TimeProvider clock) : IBackgroundWork
{
    // An answer to something older is not told from one to something that never was; both are dropped.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    public string Lease => "oots-requests";

    public Task TurnAsync(CancellationToken cancellationToken) => requests.SweepAsync(clock.GetUtcNow() - Remembered, cancellationToken);
}
