// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Ledger;

/// <summary>A log key and what is derived from it.</summary>
internal sealed class LogKey(byte[] secret)
{
    private const int AliasSize = 16;

    private readonly byte[] _acting = Derive(secret, "acting"u8);

    public string Alias { get; } = Base64Url.EncodeToString(Derive(secret, "alias"u8).AsSpan(0, AliasSize));

    public byte[] Sealing { get; } = Derive(secret, "fields"u8);

    public byte[] Digests { get; } = Derive(secret, "digests"u8);

    /// <summary>The alias of whoever acts for this key's person; null when they act for themselves.</summary>
    public string? ActingAlias(PersonReference person) => person.Representative is { } acting
        ? Base64Url.EncodeToString(HMACSHA256.HashData(_acting, Encoding.UTF8.GetBytes(acting)).AsSpan(0, AliasSize))
        : null;

    private static byte[] Derive(byte[] secret, ReadOnlySpan<byte> use)
    {
        var key = new byte[Keys.Sealing.KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: [], info: use);
        return key;
    }
}
