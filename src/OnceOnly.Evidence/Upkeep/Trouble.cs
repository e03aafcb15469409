// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Upkeep;

/// <summary>Whether to speak of a trouble that lasts: at once, when it becomes another one, and as a reminder every few minutes.</summary>
internal sealed class Trouble(TimeProvider clock)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    private string? _what;
    private long _saidAt;

    /// <summary>It is there, once more.</summary>
    public bool IsToBeSaid(string what)
    {
        if (what == _what && clock.GetElapsedTime(_saidAt) < Silence)
        {
            return false;
        }

        (_what, _saidAt) = (what, clock.GetTimestamp());
        return true;
    }

    /// <returns>Whether there was one until now.</returns>
    public bool Ended()
    {
        var was = _what is not null;
        _what = null;
        return was;
    }
}
