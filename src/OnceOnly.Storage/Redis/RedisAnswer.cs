// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Redis;

/// <summary>What Redis said, or that it said nothing.</summary>
internal readonly struct RedisAnswer<T>(T value)
{
    private readonly bool _isThere = true;

    public bool TryGet(out T answer)
    {
        answer = value;
        return _isThere;
    }
}
