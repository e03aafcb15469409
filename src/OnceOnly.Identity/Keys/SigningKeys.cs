// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.Keys;

/// <summary>
/// The signing keys. A new one is published a while before it signs, so that everybody who keeps a copy of the key set
/// knows it by then, the other instances too; the one before stays published, so that what it signed can be verified.
/// </summary>
internal sealed class SigningKeys(
    ProviderKeyStore store,
    IOptions<IdentityOptions> options,
    TimeProvider clock,
    ILogger<SigningKeys> logger) : IProviderKeys
{
    private const int Published = 2;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReadForUnknownAfter = TimeSpan.FromSeconds(1);

    private readonly KeyOptions _options = options.Value.Keys;
    private readonly Lock _lock = new();
    private volatile List<SigningKey> _keys = [];
    private DateTimeOffset _readAt;

    /// <summary>Newest first; at least one.</summary>
    public IReadOnlyList<SigningKey> All => ReadWhenOlderThan(ReadAgainAfter, waits: _keys.Count == 0);

    /// <summary>The newest that has been published for long enough; the oldest while there is none.</summary>
    public SigningKey Current
    {
        get
        {
            var keys = All;
            var published = clock.GetUtcNow() - _options.PublishBefore;
            return keys.FirstOrDefault(key => key.Stored.CreatedAt <= published) ?? keys[^1];
        }
    }

    public bool AreOpen => All.Count > 0;

    /// <remarks>A key we do not know may be one that another instance has just made.</remarks>
    public SigningKey? Find(string? keyId) => Find(All, keyId) ?? Find(ReadWhenOlderThan(ReadForUnknownAfter, waits: true), keyId);

    private static SigningKey? Find(IEnumerable<SigningKey> keys, string? keyId) =>
        keys.FirstOrDefault(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal));

    /// <param name="age">How old what we know may be.</param>
    /// <param name="waits">Whether to wait for somebody who is reading already, or go on with what we know.</param>
    private List<SigningKey> ReadWhenOlderThan(TimeSpan age, bool waits)
    {
        if (waits)
        {
            _lock.Enter();
        }
        else if (!_lock.TryEnter())
        {
            return _keys;
        }

        try
        {
            var now = clock.GetUtcNow();
            if (_keys.Count == 0 || now - _readAt >= age)
            {
                _readAt = now;
                _keys = Read(now);
            }

            return _keys;
        }
#pragma warning disable CA1031 // While the store is away, the keys we know are as good as before.
        catch (Exception exception) when (_keys.Count > 0)
#pragma warning restore CA1031
        {
            logger.SigningKeysNotRead(exception);
            return _keys;
        }
        finally
        {
            _lock.Exit();
        }
    }

    private List<SigningKey> Read(DateTimeOffset now)
    {
        var stored = ReadStored();
        if (stored.Count == 0 || now - stored[0].CreatedAt >= _options.RotateAfter - _options.PublishBefore)
        {
            var made = SigningKey.Make(stored.Count == 0 ? 1 : stored[0].Number + 1, now);
            if (store.TryAdd(made))
            {
                // What nobody publishes any more opens nothing.
                stored.Skip(Published - 1).ToList().ForEach(store.Remove);
                logger.SigningKeyAdded(made.Number);
            }

            stored = ReadStored();
        }

        return [.. stored.Take(Published).Select(Open)];
    }

    private List<StoredSigningKey> ReadStored() => [.. store.ReadAll().OrderByDescending(key => key.Number)];

    /// <remarks>
    /// Keys already in use are kept, so that the library's verifiers for them stay warm. A number alone says nothing: once a
    /// compromised key was taken away, another gets its number.
    /// </remarks>
    private SigningKey Open(StoredSigningKey stored) => _keys.FirstOrDefault(key => key.Stored == stored) ?? SigningKey.Open(stored);
}
