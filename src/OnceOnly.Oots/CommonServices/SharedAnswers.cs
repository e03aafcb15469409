// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace OnceOnly.Oots.CommonServices;

/// <summary>Answers that another instance has fetched. The cache may lose them, or lie: the caller holds each against its seal.</summary>
/// <param name="cache">Null where instances share nothing.</param>
internal sealed class SharedAnswers(IDistributedCache? cache)
{
    public async Task<FetchedAnswer?> FindAsync(Uri service, string query, CancellationToken cancellationToken) =>
        cache is not null && await cache.GetAsync(KeyOf(service, query), cancellationToken) is { } bytes ? FetchedAnswer.Read(bytes) : null;

    public async Task KeepAsync(Uri service, string query, FetchedAnswer answer, CancellationToken cancellationToken)
    {
        if (cache is not null && answer.Lifetime > TimeSpan.Zero)
        {
            await cache.SetAsync(
                KeyOf(service, query),
                answer.ToBytes(),
                new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = answer.Lifetime },
                cancellationToken);
        }
    }

    // Not the question itself: it may hold what a citizen answered.
    private static string KeyOf(Uri service, string query) =>
        "catalogue:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{service.AbsoluteUri}\n{query}")));
}
