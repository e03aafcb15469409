// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Tokens;

/// <summary>
/// Remembers that a token's signature was verified, because an e-service brings the same token for five minutes and a
/// signature is most of what a call costs. Time, grant, possession and whether the key is still ours are asked at every call.
/// </summary>
internal sealed class VerifiedTokens
{
    private const int MostTokens = 4096;

    private readonly ConcurrentDictionary<string, ReceivedAccessToken> _tokens = new(StringComparer.Ordinal);

    public ReceivedAccessToken? Find(string encoded) => _tokens.GetValueOrDefault(Handle.Hash(encoded));

    public void Add(string encoded, ReceivedAccessToken token, DateTimeOffset now)
    {
        if (_tokens.Count >= MostTokens)
        {
            Shrink(now);
        }

        _tokens[Handle.Hash(encoded)] = token;
    }

    private void Shrink(DateTimeOffset now)
    {
        foreach (var (key, token) in _tokens)
        {
            if (token.Principal.ExpiresAt <= now)
            {
                _tokens.TryRemove(key, out _);
            }
        }

        if (_tokens.Count >= MostTokens)
        {
            _tokens.Clear();
        }
    }
}
