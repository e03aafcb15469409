// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Upkeep;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>Looks for answers that other instances took in, in one query for all who wait here.</summary>
internal sealed class AnswerWatch(ISentRequests requests, AnswerBell bell) : IBackgroundWork
{
    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (bell.HasWaiting)
        {
            foreach (var request in await requests.FindAnsweredAsync(cancellationToken))
            {
                bell.Ring(request);
            }
        }
    }
}
