// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Keys;

/// <summary>Port: wrapped keys, kept apart from what they encrypt, so that destroying one is erasure.</summary>
public interface IKeyStore
{
    ValueTask<WrappedKey?> FindAsync(KeyPurpose purpose, string owner, string id, CancellationToken cancellationToken);

    /// <summary>Keys of the owner that are not retired.</summary>
    ValueTask<IReadOnlyList<WrappedKey>> FindAllAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken);

    /// <returns>False when there is such a key already; for <see cref="KeyPurpose.Evidence"/>, when the owner has any that is not retired.</returns>
    Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken);

    /// <summary>From now on the owner's keys encrypt nothing new; they still decrypt.</summary>
    Task RetireAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken);

    /// <summary>Destroys the owner's retired keys, so that nothing of them is left on disk.</summary>
    /// <returns>False when something may be left, because the store is in use: destroy again later.</returns>
    Task<bool> DestroyRetiredAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken);

    /// <summary>Whether there are log keys of months before this one (<c>2025-11</c>).</summary>
    ValueTask<bool> HasLogKeysBeforeAsync(string month, CancellationToken cancellationToken);

    /// <summary>Destroys them, so that nothing of them is left on disk.</summary>
    /// <returns>False when something may be left, because the store is in use: destroy again later.</returns>
    Task<bool> DestroyLogKeysBeforeAsync(string month, CancellationToken cancellationToken);
}
