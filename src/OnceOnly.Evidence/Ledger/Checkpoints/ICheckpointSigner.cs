// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Checkpoints;

/// <summary>Port: the key that signs checkpoints (ECDSA P-256); a file, or a signing service elsewhere.</summary>
public interface ICheckpointSigner
{
    ValueTask<SignedCheckpoint> SignAsync(Checkpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>Whether it was signed by this key.</summary>
    bool HasSigned(SignedCheckpoint checkpoint);
}
