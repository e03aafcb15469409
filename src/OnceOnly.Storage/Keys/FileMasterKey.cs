// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Storage.Keys;

/// <summary>The master key in a file that only this user can read; made at first start.</summary>
internal sealed class FileMasterKey : IMasterKey
{
    private readonly byte[] _key;

    /// <param name="file">Path.</param>
    /// <param name="isNeeded">Whether keys wrapped by it exist: then a new one in its place would lose them all.</param>
    public FileMasterKey(string file, bool isNeeded)
    {
        if (isNeeded && !File.Exists(file))
        {
            throw new InvalidDataException($"The master key {file} is missing, but there are keys that only it can unwrap. Restore it from its backup (Storage:…:MasterKeyFile).");
        }

        PrivateFile.WriteNew(file, RandomNumberGenerator.GetBytes(Sealing.KeySize));
        _key = File.ReadAllBytes(file);
        if (_key.Length != Sealing.KeySize)
        {
            throw new InvalidDataException($"{file} is not a master key: it must hold {Sealing.KeySize} bytes. Restore it from its backup.");
        }
    }

    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> context, CancellationToken cancellationToken) =>
        new(Sealing.Seal(_key, key.Span, context.Span));

    public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> context, CancellationToken cancellationToken) =>
        new(Sealing.Open(_key, wrapped.Span, context.Span));
}
