// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OnceOnly.Evidence.Ledger.Tree;

namespace OnceOnly.Evidence.Ledger.Checkpoints;

/// <summary>What the ledger was at a time. Its text follows the checkpoint format of transparency logs (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">Name of the ledger.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root of the tree over them.</param>
/// <param name="At">When it was signed, to the millisecond.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root, DateTimeOffset At)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The bytes that are signed, as text: origin, size, root in base64 and time, each on a line.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n{At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}\n");

    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        ArgumentNullException.ThrowIfNull(text);
        checkpoint = null;
        var root = new byte[MerkleHash.Size];
        if (text.Split('\n') is not [var origin, var size, var rootText, var time, ""]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !Convert.TryFromBase64String(rootText, root, out var written)
            || written != root.Length
            || !DateTimeOffset.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return false;
        }

        checkpoint = new Checkpoint(origin, count, root, at);

        // One text only stands for each checkpoint.
        return checkpoint.Text == text;
    }
}
