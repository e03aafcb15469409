// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Keys;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Keys;

/// <summary>Whether this master key is the one that all stored keys are wrapped by. The first instance leaves a mark that every other must be able to open.</summary>
internal static class MasterKeyCheck
{
    private static readonly SharedSecret Mark = new("master-key", "mark", "onceonly"u8.ToArray());

    /// <exception cref="InvalidDataException">It is another one.</exception>
    public static async Task RunAsync(ISqlDatabase keys, IMasterKey master, string file)
    {
        try
        {
            if (await AnyAsync(keys) is { } key)
            {
                await master.UnwrapAsync(key.Value, key.Context, CancellationToken.None);
            }

            var secrets = new SharedSecrets(keys, master);
            await secrets.TryAddAsync(Mark, CancellationToken.None);
            await secrets.FindAllAsync(Mark.Kind, CancellationToken.None);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException(
                $"{file} is not the master key that the stored keys were wrapped with. Give this instance the same file as all others, or restore it from its backup (Storage:…:MasterKeyFile).",
                exception);
        }
    }

    private static ValueTask<WrappedKey?> AnyAsync(ISqlDatabase keys) => keys.OneAsync(
        new SqlStatement("SELECT purpose, owner, id, value FROM wrapped_key LIMIT 1"),
        row => new WrappedKey(StoredName<KeyPurpose>.Parse(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetFieldValue<byte[]>(3)),
        CancellationToken.None);
}
