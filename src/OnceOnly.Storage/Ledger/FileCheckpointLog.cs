// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Ledger.Verification;

namespace OnceOnly.Storage.Ledger;

/// <summary>Checkpoints in a text file that only grows. Copy it elsewhere now and then: it is the witness against the database.</summary>
internal sealed class FileCheckpointLog(string file) : ICheckpointLog
{
    // The last note is in here, whatever its origin's length.
    private const int TailSize = 16 * 1024;

    public async ValueTask<SignedCheckpoint?> LastAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var tail = await ReadTailAsync(stream, cancellationToken);
        var notes = CheckpointNote.Split(tail);
        if (notes is [.., var torn] && !torn.Text.EndsWith('\n'))
        {
            // The process died while it wrote the last one, which therefore never counted.
            stream.SetLength(stream.Length - Encoding.UTF8.GetByteCount(torn.Text));
            notes = [.. notes.SkipLast(1)];
        }

        return notes.Count == 0 ? null
            : SignedCheckpoint.TryParse(notes[^1].Text, out var last) ? last
            : throw new InvalidDataException($"the last checkpoint in {Path.GetFileName(file)} cannot be read");
    }

    public async Task AppendAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(checkpoint.Text), cancellationToken);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The end of the file, from the beginning of a note.</summary>
    private static async Task<string> ReadTailAsync(FileStream stream, CancellationToken cancellationToken)
    {
        var start = Math.Max(0, stream.Length - TailSize);
        stream.Position = start;
        var bytes = new byte[stream.Length - start];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        var text = Encoding.UTF8.GetString(bytes);
        if (start == 0)
        {
            return text;
        }

        var signature = text.IndexOf("\n— ", StringComparison.Ordinal);
        return signature < 0 ? text : text[(text.IndexOf('\n', signature + 1) + 1)..];
    }
}
