// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>Wakes those of this instance who wait for an answer, wherever it was taken in.</summary>
internal sealed class AnswerBell
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    public bool HasWaiting => !waiting.IsEmpty;

    /// <summary>Completes when there is an answer to look at; take it before looking, so that nothing is missed.</summary>
    public Task Of(Guid request) =>
        waiting.GetOrAdd(request, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ring(Guid request)
    {
        if (waiting.TryRemove(request, out var signal))
        {
            signal.TrySetResult();
        }
    }

    public void Forget(Guid request) => waiting.TryRemove(request, out _);
}
