// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Sending;

/// <summary>When an unanswered message is sent again, and when it is given up.</summary>
public sealed record RetrySchedule
{
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Each pause is this much longer than the one before.</summary>
    public double Factor { get; init; } = 2;

    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Shorter than receivers remember identifiers, so that no attempt can be taken for a new message.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a message waits when the process that was sending it dies.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after so many attempts.</summary>
    public TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromTicks((long)Math.Min(Longest.Ticks, First.Ticks * Math.Pow(Factor, Math.Clamp(attempts - 1, 0, 60))));
}
