// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Identity.Keys;

/// <summary>
/// Keeps the provider's keys among the secrets that instances share. Signing keys are numbered, so that of instances
/// which make a new one at the same time one wins.
/// </summary>
/// <remarks>Waits without awaiting: keys are read once a minute, and needed where nothing can be awaited.</remarks>
internal sealed class ProviderKeyStore(ISharedSecrets secrets)
{
    private const string Signing = "signing-key";
    private const string Pairwise = "pairwise-subjects";
    private const string OnlyOne = "1";
    private const int SecretLength = 32;

    public IReadOnlyList<StoredSigningKey> ReadAll() =>
        [.. Find(Signing).Select(secret => Read(secret.Name, secret.Value.Span))];

    /// <returns>False when another instance has added the key of this number.</returns>
    public bool TryAdd(StoredSigningKey key)
    {
        var value = new byte[sizeof(long) + Encoding.ASCII.GetByteCount(key.Pem)];
        BinaryPrimitives.WriteInt64BigEndian(value, key.CreatedAt.ToUnixTimeSeconds());
        Encoding.ASCII.GetBytes(key.Pem, value.AsSpan(sizeof(long)));
        return TryAdd(new SharedSecret(Signing, NameOf(key.Number), value));
    }

    public void Remove(StoredSigningKey key) => secrets.RemoveAsync(Signing, NameOf(key.Number), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The secret from which pairwise subjects are derived. It is made once and never changes.</summary>
    public ReadOnlyMemory<byte> ReadPairwiseSecret()
    {
        while (true)
        {
            if (Find(Pairwise) is [var secret, ..])
            {
                return secret.Value;
            }

            TryAdd(new SharedSecret(Pairwise, OnlyOne, RandomNumberGenerator.GetBytes(SecretLength)));
        }
    }

    private static StoredSigningKey Read(string name, ReadOnlySpan<byte> value) => new(
        int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture),
        DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(value)),
        Encoding.ASCII.GetString(value[sizeof(long)..]));

    private static string NameOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    private IReadOnlyList<SharedSecret> Find(string kind) => secrets.FindAllAsync(kind, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private bool TryAdd(SharedSecret secret) => secrets.TryAddAsync(secret, CancellationToken.None).GetAwaiter().GetResult();
}
