// SPDX-License-Identifier: EUPL-1.2

using System.Text;

namespace OnceOnly.Eidas.Responses;

/// <summary>Tells Latin letters from others, where the sender does not say which of two values is which.</summary>
internal static class LatinScript
{
    // By Unicode: basic Latin to the phonetic extensions, and the later Latin blocks.
    private static readonly (int First, int Last)[] Blocks = [(0x0000, 0x02AF), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF)];

    /// <summary>Whether every letter is a Latin one.</summary>
    public static bool Writes(string text) => text.EnumerateRunes()
        .Where(Rune.IsLetter)
        .All(letter => Array.Exists(Blocks, block => letter.Value >= block.First && letter.Value <= block.Last));
}
