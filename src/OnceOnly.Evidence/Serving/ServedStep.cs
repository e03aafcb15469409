// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Serving;

/// <summary>One move of a served request. An illegal one cannot be made, so it cannot be written.</summary>
public sealed class ServedStep
{
    /// <param name="before">As it was read; null for a new one.</param>
    /// <param name="after">As it will be.</param>
    /// <exception cref="InvalidOperationException">The table does not know this move.</exception>
    public ServedStep(ServedRequest? before, ServedRequest after)
    {
        ArgumentNullException.ThrowIfNull(after);
        if (!ServedTransitions.Allows(before?.State, after.State))
        {
            throw new InvalidOperationException($"A served request cannot go from {before?.State} to {after.State}.");
        }

        if (after.Revision != (before?.Revision ?? 0) + 1 || (before is not null && before.Id != after.Id))
        {
            throw new InvalidOperationException("A step leads from one revision of a served request to the next.");
        }

        if (after.State is ServedRequestState.Decided or ServedRequestState.Answered && after.Outcome is null)
        {
            throw new InvalidOperationException("A decision says what the answer is.");
        }

        Before = before;
        After = after;
    }

    public ServedRequest? Before { get; }

    public ServedRequest After { get; }
}
