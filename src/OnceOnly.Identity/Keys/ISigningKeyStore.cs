// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Keys;

/// <summary>Port: keeps the provider's signing keys across restarts and for all instances.</summary>
public interface ISigningKeyStore
{
    /// <summary>All keys, in any order.</summary>
    IReadOnlyList<StoredSigningKey> ReadAll();

    void Add(StoredSigningKey key);

    void Remove(StoredSigningKey key);
}
