// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Keys;

/// <summary>
/// Port: the key that wraps all others. A file on a single machine, a key management service elsewhere; it never
/// leaves its home.
/// </summary>
public interface IMasterKey
{
    /// <param name="key">Key to wrap.</param>
    /// <param name="context">What the key is for; authenticated, so that a wrapped key works nowhere else.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> context, CancellationToken cancellationToken);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Not wrapped by this key for this context.</exception>
    ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> context, CancellationToken cancellationToken);
}
