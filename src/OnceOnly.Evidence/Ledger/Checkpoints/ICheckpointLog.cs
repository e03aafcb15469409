// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Checkpoints;

/// <summary>Port: where checkpoints go. It lies outside the database, so that the database cannot be turned back unnoticed.</summary>
public interface ICheckpointLog
{
    /// <summary>The last one; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    ValueTask<SignedCheckpoint?> LastAsync(CancellationToken cancellationToken);

    /// <summary>Adds one; it is on disk when this completes.</summary>
    Task AppendAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken);
}
