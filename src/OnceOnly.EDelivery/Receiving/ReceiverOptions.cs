// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Opening;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>How much a receiver takes.</summary>
public sealed record ReceiverOptions
{
    public OpeningLimits Limits { get; init; } = OpeningLimits.Default;

    /// <summary>Bytes of messages held at once; further ones wait, and are asked to come again when it takes too long.</summary>
    public long MaxBytesAtOnce { get; init; } = 256 * 1024 * 1024;

    /// <summary>How long a message waits when the process that was delivering it dies.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stored message that nobody can take is delivered again; then it ends.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long all of one message may take to come.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many refusals a minute are signed for one partner's name before anybody has shown to be that partner; further ones go out unsigned.</summary>
    public int SignedRefusalsPerMinute { get; init; } = 30;

    /// <summary>How many messages are read and verified at once; until then they may be anybody's.</summary>
    public int VerifiedAtOnce { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>How long a message waits for memory that others hold, and for its turn to be verified.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(20);
}
