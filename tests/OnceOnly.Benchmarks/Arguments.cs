// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Benchmarks;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds; the median of an odd number is one of them.</param>
/// <param name="Duration">Length of one turn in a round.</param>
/// <param name="Stored">How much is stored already, where that is compared.</param>
internal sealed record Arguments(int Rounds, TimeSpan Duration, int Stored)
{
    private const int Most = 60;
    private const int MostStored = 100_000_000;

    public const string Usage = "usage: dotnet run -c Release --project tests/OnceOnly.Benchmarks [-- [as4|border|redis|storage|saml] [--rounds 5] [--seconds 3] [--stored 1000000]]";

    /// <returns>Null when the words cannot be understood.</returns>
    public static Arguments? Parse(IReadOnlyList<string> words)
    {
        var arguments = new Arguments(5, TimeSpan.FromSeconds(3), 1_000_000);
        for (var index = 0; index < words.Count; index += 2)
        {
            if (index + 1 == words.Count
                || !int.TryParse(words[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < 1
                || number > (words[index] == "--stored" ? MostStored : Most))
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
                case "--stored":
                    arguments = arguments with { Stored = number };
                    break;
                default:
                    return null;
            }
        }

        return arguments;
    }
}
