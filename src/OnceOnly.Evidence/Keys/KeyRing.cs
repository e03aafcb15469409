// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.Evidence.Keys;

/// <summary>Makes, wraps and unwraps keys.</summary>
internal sealed class KeyRing(IKeyStore store, IMasterKey master)
{
    public async ValueTask<byte[]?> FindAsync(KeyPurpose purpose, string owner, string id, CancellationToken cancellationToken)
    {
        var key = await store.FindAsync(purpose, owner, id, cancellationToken);
        return key is null ? null : await UnwrapAsync(key, cancellationToken);
    }

    /// <summary>The key with this identifier; made when there is none.</summary>
    public async ValueTask<byte[]> GetAsync(KeyPurpose purpose, string owner, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(purpose, owner, id, cancellationToken) is { } key)
            {
                return key;
            }

            await store.TryAddAsync(await MakeAsync(purpose, owner, id, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The owner's key that is not retired; made when there is none.</summary>
    public async ValueTask<(string Id, byte[] Key)> GetCurrentAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await store.FindAllAsync(purpose, owner, cancellationToken) is [var current, ..])
            {
                return (current.Id, await UnwrapAsync(current, cancellationToken));
            }

            var id = Handle.New();
            await store.TryAddAsync(await MakeAsync(purpose, owner, id, cancellationToken), cancellationToken);
        }
    }

    public ValueTask<byte[]> UnwrapAsync(WrappedKey key, CancellationToken cancellationToken) =>
        master.UnwrapAsync(key.Value, key.Context, cancellationToken);

    private async ValueTask<WrappedKey> MakeAsync(KeyPurpose purpose, string owner, string id, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(Sealing.KeySize);
        return new WrappedKey(purpose, owner, id, await master.WrapAsync(key, WrappedKey.ContextOf(purpose, owner, id), cancellationToken));
    }
}
