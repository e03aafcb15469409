// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>Time that moves when a test says so. It begins at a whole second of the real time.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(System.GetUtcNow().ToUnixTimeSeconds());

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
