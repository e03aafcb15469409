// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>The response is not believed. Outward there is one answer for all of it; the failures are for the log.</summary>
/// <param name="Failures">Every rule found broken, in the order of checking; a broken one may hide those that build on it.</param>
public sealed record RefusedResponse(IReadOnlyList<RuleFailure> Failures) : ResponseOutcome
{
    /// <summary>
    /// How far the node's clock seems to be ahead of ours (negative: behind), when the Response is signed and broke the
    /// rule on its time by no more than a day; a wrong clock is then the likeliest cause. Null otherwise.
    /// </summary>
    public TimeSpan? ClockOffset { get; init; }
}
