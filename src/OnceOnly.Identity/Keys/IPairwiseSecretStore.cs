// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Keys;

/// <summary>Port: keeps the secret from which pairwise subjects are derived. It is made once and never changes.</summary>
public interface IPairwiseSecretStore
{
    /// <summary>The secret, 32 bytes; made at the first call.</summary>
    ReadOnlyMemory<byte> Read();
}
