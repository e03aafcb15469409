// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Benchmarks;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds; the median of an odd number is one of them.</param>
/// <param name="Duration">Length of one turn in a round.</param>
internal sealed record Arguments(int Rounds, TimeSpan Duration)
{
    public const string Usage = "usage: dotnet run -c Release --project tests/OnceOnly.Benchmarks [-- [as4|redis] [--rounds 5] [--seconds 3]]";

    /// <returns>Null when the words cannot be understood.</returns>
    public static Arguments? Parse(IReadOnlyList<string> words)
    {
        var arguments = new Arguments(5, TimeSpan.FromSeconds(3));
        for (var index = 0; index < words.Count; index += 2)
        {
            if (index + 1 == words.Count
                || !int.TryParse(words[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > 60)
            {
                return null;
            }

            switch (words[index])
            {
                case "--rounds":
                    arguments = arguments with { Rounds = number };
                    break;
                case "--seconds":
                    arguments = arguments with { Duration = TimeSpan.FromSeconds(number) };
                    break;
                default:
                    return null;
            }
        }

        return arguments;
    }
}
