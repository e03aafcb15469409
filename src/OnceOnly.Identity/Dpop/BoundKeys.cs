// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.Dpop;

/// <summary>
/// Keys that live tokens are bound to, ready for use: importing one costs as much as verifying with it. A key is known
/// only byte for byte as it was written when it was judged and signed a good proof, so no spelling escapes the rules; and
/// only by the thumbprint in a token of ours, so strangers displace nothing.
/// </summary>
internal sealed class BoundKeys
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Known> _keys = new(StringComparer.Ordinal);

    /// <returns>Null when it has to be read and judged.</returns>
    public PublicJwk? Find(string? boundTo, JsonElement json) =>
        boundTo is not null && _keys.TryGetValue(boundTo, out var known) && known.Json.AsSpan().SequenceEqual(JsonMarshal.GetRawUtf8Value(json))
            ? known.Key
            : null;

    /// <param name="key">Verified a proof, and has the thumbprint a token is bound to.</param>
    /// <param name="json">As it stood in that proof.</param>
    public void Add(PublicJwk key, JsonElement json)
    {
        if (_keys.Count >= Most)
        {
            _keys.Clear();
        }

        _keys[key.Thumbprint] = new Known(JsonMarshal.GetRawUtf8Value(json).ToArray(), key);
    }

    private sealed record Known(byte[] Json, PublicJwk Key);
}
