// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Caching.Distributed;

namespace OnceOnly.Oots.Tests.CommonServices;

/// <summary>A cache that instances share, and to which others can write.</summary>
internal sealed class SpoiltCache : IDistributedCache
{
    private readonly Dictionary<string, byte[]> values = new(StringComparer.Ordinal);

    /// <summary>What became of the values since they were set.</summary>
    public string? Spoil { get; set; }

    public IEnumerable<string> Keys => values.Keys;

    public byte[]? Get(string key) => !values.TryGetValue(key, out var value) ? null : Spoil switch
    {
        null => value,
        "down" => null,
        "garbage" => "garbage"u8.ToArray(),
        _ => Change(value),
    };

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => values[key] = value;

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key) => values.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }

    private byte[] Change(byte[] value)
    {
        var answer = JsonNode.Parse(value)!;
        switch (Spoil)
        {
            case "changed":
                var body = Encoding.UTF8.GetString(Convert.FromBase64String(answer["Body"]!.GetValue<string>()));
                answer["Body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body.Replace("Degree", "Pedigree", StringComparison.Ordinal)));
                break;
            case "later":
                answer["FetchedAt"] = "2999-01-01T00:00:00+00:00";
                break;
            default:
                answer["Lifetime"] = "9999.00:00:00";
                break;
        }

        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }
}
