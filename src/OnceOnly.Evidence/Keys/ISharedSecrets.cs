// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Keys;

/// <summary>Port: named secrets that all instances share, such as signing keys. They are stored with the keys, wrapped by the master key.</summary>
public interface ISharedSecrets
{
    /// <summary>All of a kind, by name.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">One was wrapped by another master key, or altered.</exception>
    ValueTask<IReadOnlyList<SharedSecret>> FindAllAsync(string kind, CancellationToken cancellationToken);

    /// <returns>False when there is one of this kind and name already; it stays as it is. Of many instances that try at once, one wins.</returns>
    Task<bool> TryAddAsync(SharedSecret secret, CancellationToken cancellationToken);

    Task RemoveAsync(string kind, string name, CancellationToken cancellationToken);
}
