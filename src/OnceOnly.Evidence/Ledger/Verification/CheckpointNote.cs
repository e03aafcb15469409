// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Verification;

/// <summary>A piece of the checkpoint log.</summary>
/// <param name="Line">Line it begins at, from 1.</param>
/// <param name="Text">The signed note, or what is in its place.</param>
public sealed record CheckpointNote(int Line, string Text)
{
    /// <summary>Cuts a checkpoint log into its notes. Each is five lines of text and one of signature; anything else stays one piece.</summary>
    public static IReadOnlyList<CheckpointNote> Split(string log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var notes = new List<CheckpointNote>();
        var (start, line) = (0, 1);
        while (start < log.Length)
        {
            var signature = log.IndexOf("\n— ", start, StringComparison.Ordinal);
            var end = signature < 0 ? -1 : log.IndexOf('\n', signature + 1);
            var text = end < 0 ? log[start..] : log[start..(end + 1)];
            notes.Add(new CheckpointNote(line, text));
            line += text.Count(character => character == '\n');
            start += text.Length;
        }

        return notes;
    }
}
