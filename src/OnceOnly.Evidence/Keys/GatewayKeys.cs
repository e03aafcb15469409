// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.Evidence.Keys;

/// <summary>The gateway's own keys, all derived from one stored secret.</summary>
internal sealed class GatewayKeys(KeyRing ring)
{
    private volatile Derived? _keys;

    public async ValueTask<Derived> GetAsync(CancellationToken cancellationToken)
    {
        if (_keys is { } keys)
        {
            return keys;
        }

        var secret = await ring.GetAsync(KeyPurpose.Gateway, string.Empty, "evidence", cancellationToken);
        return _keys = new Derived(secret);
    }

    internal sealed class Derived(byte[] secret)
    {
        /// <summary>Turns identifiers into person references.</summary>
        public byte[] References { get; } = Derive(secret, "person-reference"u8);

        /// <summary>Turns what a copy is of into the key it is found by.</summary>
        public byte[] Copies { get; } = Derive(secret, "copy"u8);

        /// <summary>Seals the person of an explicit request.</summary>
        public byte[] Requests { get; } = Derive(secret, "explicit-request"u8);

        /// <summary>Seals interaction links.</summary>
        public byte[] Links { get; } = Derive(secret, "interaction"u8);

        /// <summary>Seals what is kept of requests of other Member States until they are answered.</summary>
        public byte[] Served { get; } = Derive(secret, "served-request"u8);

        private static byte[] Derive(byte[] secret, ReadOnlySpan<byte> use)
        {
            var key = new byte[Sealing.KeySize];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: [], info: use);
            return key;
        }
    }
}
