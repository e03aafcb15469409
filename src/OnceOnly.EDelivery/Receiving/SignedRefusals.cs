// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>
/// How many refusals are signed for whoever claims to be a partner and has not shown it: a partner whose certificate we do not
/// pin any more must be able to believe us, and nobody shall make us sign at will.
/// </summary>
internal sealed class SignedRefusals(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // By configured partners only, so that strangers cannot make it grow.
    private readonly ConcurrentDictionary<PartyId, (DateTimeOffset Since, int Count)> signed = new();

    public bool MaySign(PartyId claimed)
    {
        var now = time.GetUtcNow();
        var after = signed.AddOrUpdate(
            claimed,
            static (_, start) => (start, 1),
            static (_, before, start) => start - before.Since >= Window ? (start, 1) : (before.Since, before.Count == int.MaxValue ? before.Count : before.Count + 1),
            now);
        return after.Count <= perMinute;
    }
}
