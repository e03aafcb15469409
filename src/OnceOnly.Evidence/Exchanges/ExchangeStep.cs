// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>One move of an exchange. An illegal one cannot be made, so it cannot be written.</summary>
public sealed class ExchangeStep
{
    /// <param name="before">As it was read; null for a new one.</param>
    /// <param name="after">As it will be.</param>
    /// <exception cref="InvalidOperationException">The table does not know this move.</exception>
    public ExchangeStep(Exchange? before, Exchange after)
    {
        ArgumentNullException.ThrowIfNull(after);
        if (!ExchangeTransitions.Allows(before?.State, after.State) || before?.IsFinal == true)
        {
            throw new InvalidOperationException($"An exchange cannot go from {before?.State} to {after.State}.");
        }

        if (after.Revision != (before?.Revision ?? 0) + 1 || (before is not null && before.Id != after.Id))
        {
            throw new InvalidOperationException("A step leads from one revision of an exchange to the next.");
        }

        Before = before;
        After = after;
    }

    public Exchange? Before { get; }

    public Exchange After { get; }
}
