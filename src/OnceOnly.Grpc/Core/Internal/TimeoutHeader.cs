// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace Grpc.Core.Internal;

/// <summary>`grpc-timeout`: at most eight digits and a unit.</summary>
internal static class TimeoutHeader
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    /// <summary>The finest unit that fits, rounded up, so that the server never gives up before the client.</summary>
    public static string Encode(TimeSpan timeout)
    {
        ReadOnlySpan<(long Ticks, char Unit)> units =
        [
            (TimeSpan.TicksPerMicrosecond, 'u'),
            (TimeSpan.TicksPerMillisecond, 'm'),
            (TimeSpan.TicksPerSecond, 'S'),
            (TimeSpan.TicksPerMinute, 'M'),
        ];
        foreach (var (ticks, unit) in units)
        {
            var value = (timeout.Ticks / ticks) + (timeout.Ticks % ticks > 0 ? 1 : 0);
            if (value <= MaxValue)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{Math.Max(value, 0)}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{MaxValue}H");
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > MaxDigits + 1
            || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        switch (text[^1])
        {
            case 'H': timeout = TimeSpan.FromHours(value); return true;
            case 'M': timeout = TimeSpan.FromMinutes(value); return true;
            case 'S': timeout = TimeSpan.FromSeconds(value); return true;
            case 'm': timeout = TimeSpan.FromMilliseconds(value); return true;
            case 'u': timeout = TimeSpan.FromMicroseconds(value); return true;
            case 'n': timeout = TimeSpan.FromTicks((value + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick); return true;
            default: return false;
        }
    }
}
