// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Checkpoints;

/// <summary>How the ledger is doing, for health pages.</summary>
public sealed class LedgerStatus
{
    /// <summary>Why no checkpoint is signed any more; null while all is well.</summary>
    public string? Problem { get; internal set; }

    /// <summary>The last checkpoint this instance signed or found.</summary>
    public Checkpoint? LastCheckpoint { get; internal set; }
}
