// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.Keys;

/// <summary>
/// The signing keys: the newest signs, the one before stays published so that what it signed can still be verified.
/// The store is read again every minute, so that instances which share it follow each other.
/// </summary>
internal sealed class SigningKeys(
    ISigningKeyStore store,
    IOptions<IdentityOptions> options,
    TimeProvider clock,
    ILogger<SigningKeys> logger)
{
    private const int Published = 2;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReadForUnknownAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private List<SigningKey> _keys = [];
    private DateTimeOffset _readAt;

    /// <summary>Newest first; at least one.</summary>
    public IReadOnlyList<SigningKey> All => ReadWhenOlderThan(ReadAgainAfter);

    public SigningKey Current => All[0];

    /// <remarks>A key we do not know may be one that another instance has just made.</remarks>
    public SigningKey? Find(string? keyId) => Find(All, keyId) ?? Find(ReadWhenOlderThan(ReadForUnknownAfter), keyId);

    private static SigningKey? Find(IEnumerable<SigningKey> keys, string? keyId) =>
        keys.FirstOrDefault(key => string.Equals(key.Stored.KeyId, keyId, StringComparison.Ordinal));

    private List<SigningKey> ReadWhenOlderThan(TimeSpan age)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_keys.Count == 0 || now - _readAt >= age)
            {
                _keys = Read(now);
                _readAt = now;
            }

            return _keys;
        }
    }

    private List<SigningKey> Read(DateTimeOffset now)
    {
        var stored = store.ReadAll().OrderByDescending(key => key.CreatedAt).ThenBy(key => key.KeyId, StringComparer.Ordinal).ToList();
        if (stored.Count == 0 || now - stored[0].CreatedAt >= options.Value.Keys.RotateAfter)
        {
            var added = SigningKey.New(now).Stored;
            store.Add(added);
            stored.Insert(0, added);
            stored.Skip(Published).ToList().ForEach(store.Remove);
            logger.SigningKeyAdded(added.KeyId);
        }

        return [.. stored.Take(Published).Select(Open)];
    }

    /// <remarks>Keys already in use are kept, so that the library's verifiers for them stay warm.</remarks>
    private SigningKey Open(StoredSigningKey stored) =>
        Find(_keys, stored.KeyId) ?? SigningKey.Open(stored);
}
