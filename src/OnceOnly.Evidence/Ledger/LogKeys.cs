// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Evidence.Ledger;

/// <summary>A person's log keys, one a month, and the aliases derived from them.</summary>
internal sealed class LogKeys(KeyRing ring, IKeyStore store)
{
    private const int MostCached = 20_000;

    private readonly ConcurrentDictionary<(string Subject, string Month), LogKey> _cache = new();

    public static string MonthOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public ValueTask<LogKey> GetAsync(string subject, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var month = MonthOf(at);
        return _cache.TryGetValue((subject, month), out var key) ? new(key) : LoadAsync(subject, month, cancellationToken);
    }

    /// <summary>All aliases under which entries about the person can still be found.</summary>
    public async ValueTask<IReadOnlyList<string>> AliasesAsync(string subject, CancellationToken cancellationToken)
    {
        var aliases = new List<string>();
        foreach (var key in await store.FindAllAsync(KeyPurpose.Log, subject, cancellationToken))
        {
            aliases.Add(new LogKey(await ring.UnwrapAsync(key, cancellationToken)).Alias);
        }

        return aliases;
    }

    public void Forget() => _cache.Clear();

    private async ValueTask<LogKey> LoadAsync(string subject, string month, CancellationToken cancellationToken)
    {
        var key = new LogKey(await ring.GetAsync(KeyPurpose.Log, subject, month, cancellationToken));
        if (_cache.Count >= MostCached)
        {
            _cache.Clear();
        }

        _cache.TryAdd((subject, month), key);
        return key;
    }
}

/// <summary>A log key and what is derived from it.</summary>
internal sealed class LogKey(byte[] secret)
{
    public string Alias { get; } = Base64Url.EncodeToString(Derive(secret, "alias"u8).AsSpan(0, 16));

    public byte[] Sealing { get; } = Derive(secret, "fields"u8);

    public byte[] Digests { get; } = Derive(secret, "digests"u8);

    private static byte[] Derive(byte[] secret, ReadOnlySpan<byte> use)
    {
        var key = new byte[Keys.Sealing.KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: [], info: use);
        return key;
    }
}
