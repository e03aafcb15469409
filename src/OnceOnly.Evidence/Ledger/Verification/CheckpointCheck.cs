// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Ledger.Checkpoints;

namespace OnceOnly.Evidence.Ledger.Verification;

/// <summary>Checks the checkpoint log by itself.</summary>
internal sealed class CheckpointCheck(ECDsa publicKey, Action<string, string> fault)
{
    /// <returns>The good ones with their ordinals, from 1, in order.</returns>
    public IReadOnlyList<(int Ordinal, Checkpoint Checkpoint)> Check(IReadOnlyList<CheckpointNote> notes)
    {
        var good = new List<(int Ordinal, Checkpoint Checkpoint)>();
        for (var ordinal = 1; ordinal <= notes.Count; ordinal++)
        {
            var note = notes[ordinal - 1];
            var problem = Problem(note, good.Count == 0 ? null : good[^1].Checkpoint, out var checkpoint);
            if (problem is null)
            {
                good.Add((ordinal, checkpoint!));
            }
            else
            {
                fault($"checkpoint {ordinal} (line {note.Line})", problem);
            }
        }

        return good;
    }

    private string? Problem(CheckpointNote note, Checkpoint? before, out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!SignedCheckpoint.TryParse(note.Text, out var signed))
        {
            return "it is not a signed checkpoint";
        }

        checkpoint = signed.Checkpoint;
        return !signed.IsSignedBy(publicKey) ? "its signature is not by this key or not over this text"
            : before is not null && before.Origin != checkpoint.Origin ? "it is of another ledger"
            : before is not null && before.Size >= checkpoint.Size ? "it is not larger than the one before"
            : before is not null && before.At > checkpoint.At ? "it is older than the one before"
            : null;
    }
}
