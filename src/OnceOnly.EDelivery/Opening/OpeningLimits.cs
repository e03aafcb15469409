// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Mime;

namespace OnceOnly.EDelivery.Opening;

/// <summary>How much is taken in, and how old it may be.</summary>
public sealed record OpeningLimits
{
    public static OpeningLimits Default { get; } = new();

    public MimeLimits Mime { get; init; } = MimeLimits.Default;

    /// <summary>Bytes of the HTTP body: the largest payload, incompressible, and its envelope.</summary>
    public long MaxMessageBytes { get; init; } = (100 * 1024 * 1024) + (1024 * 1024);

    /// <summary>Bytes of all parts together after decompression.</summary>
    public long MaxPayloadBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>How far the sender's clock may be ahead of ours.</summary>
    public TimeSpan MaxClockAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How old a message may be. Longer than senders go on trying, and no longer than identifiers are remembered, because
    /// by those a repetition is told from a new message.
    /// </summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);
}
