// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>The response is not believed. Outward there is one answer for all of it; the failures are for the log.</summary>
/// <param name="Failures">Every rule found broken, in the order of checking; a broken one may hide those that build on it.</param>
public sealed record RefusedResponse(IReadOnlyList<RuleFailure> Failures) : ResponseOutcome
{
    /// <summary>
    /// How far at least the node's clock is ahead of ours (negative: behind), when a signed Response says that it was made
    /// in the future, or before the request it answers, by no more than a day. Null otherwise: an old Response may only be late.
    /// </summary>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>
    /// How long after it was made the Response came, when it is signed and in time it would have been good. Null when
    /// anything else is wrong with it.
    /// </summary>
    public TimeSpan? Delay { get; init; }
}
