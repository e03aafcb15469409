// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Tests.Messages;

/// <summary>Damages a message: bytes, pieces, elements and values, from a seed.</summary>
internal static class Mutation
{
#pragma warning disable CA5394 // Only the seed has to be reproducible.
    public static byte[] Of(byte[] message, int seed)
    {
        var random = new Random(seed);
        var mutated = message.ToList();
        for (var times = random.Next(1, 4); times > 0 && mutated.Count > 10; times--)
        {
            var at = random.Next(mutated.Count);
            switch (random.Next(6))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.RemoveRange(at, Math.Min(random.Next(1, 200), mutated.Count - at));
                    break;
                case 2:
                    mutated.InsertRange(random.Next(mutated.Count), mutated.GetRange(at, Math.Min(random.Next(1, 400), mutated.Count - at)));
                    break;
                case 3:
                    DropElement(mutated, at);
                    break;
                case 4:
                    DoubleElement(mutated, at);
                    break;
                default:
                    ChangeLetter(mutated, at, random);
                    break;
            }
        }

        return [.. mutated];
    }

    private static void DropElement(List<byte> message, int from)
    {
        if (FindElement(message, from) is var (start, end) && end > start)
        {
            message.RemoveRange(start, end - start);
        }
    }

    private static void DoubleElement(List<byte> message, int from)
    {
        if (FindElement(message, from) is var (start, end) && end > start)
        {
            message.InsertRange(end, message.GetRange(start, end - start));
        }
    }

    // A whole leaf: from "<a" to the end of the "</a>" that follows without another element between.
    private static (int Start, int End) FindElement(List<byte> message, int from)
    {
        var close = message.FindIndex(from, Math.Min(2_000, message.Count - from), letter => letter == '/');
        if (close < 1 || message[close - 1] != '<')
        {
            return (0, 0);
        }

        var start = close > 1 ? message.FindLastIndex(close - 2, letter => letter == '<') : -1;
        var end = message.IndexOf((byte)'>', close);
        return start < 0 || end < 0 ? (0, 0) : (start, end + 1);
    }

    private static void ChangeLetter(List<byte> message, int from, Random random)
    {
        var at = message.FindIndex(from, letter => char.IsAsciiLetterOrDigit((char)letter));
        if (at >= 0)
        {
            message[at] = (byte)"aZ9-/: "[random.Next(7)];
        }
    }
#pragma warning restore CA5394
}
