// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Tests.Exchange;

/// <summary>A clock that may be wrong.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
