// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.CommonServices.Signatures;

namespace OnceOnly.Oots.CommonServices;

/// <summary>
/// Asks the Evidence Broker or the Data Service Directory. Only sealed answers are believed; successes are kept for
/// their lifetime and serve, said to be stale, while the service is down. There is no personal data in them.
/// </summary>
/// <param name="http">With the base address of the service, ending in a slash, and a timeout.</param>
/// <param name="seals">Verifies every answer.</param>
/// <param name="options">How to ask.</param>
/// <param name="time">The clock.</param>
public sealed class CommonServicesClient(HttpClient http, CatalogueSealVerifier seals, CommonServicesOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <param name="query">From <see cref="Queries.CatalogueQuery"/>.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<CatalogueReply> AskAsync(string query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (kept.TryGetValue(query, out var known) && now < known.FreshUntil)
        {
            return new CatalogueReply(known.Answer, known.FetchedAt, IsStale: false);
        }

        var (answer, lifetime, fault) = await FetchAsync(query, cancellationToken);
        if (answer is null)
        {
            return known is not null && now < known.FreshUntil + options.ServeStaleFor
                ? new CatalogueReply(known.Answer, known.FetchedAt, IsStale: true) { Seal = fault }
                : new CatalogueReply(null, now, IsStale: false) { Seal = fault };
        }

        if (answer.IsSuccess)
        {
            Keep(query, new Kept(answer, now, now + lifetime));
        }

        return new CatalogueReply(answer, now, IsStale: false);
    }

    private async Task<(CatalogueAnswer? Answer, TimeSpan Lifetime, CatalogueFault Fault)> FetchAsync(string query, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, query);
            request.Headers.TryAddWithoutValidation("Accept", "application/x-ebrs+xml");
            request.Headers.TryAddWithoutValidation("Accept-Version", options.Version);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

            // No seal covers this header: whoever is in between shall not freeze the catalogue.
            var lifetime = response.Headers.CacheControl?.MaxAge is { } stated ? (stated < options.LongestLifetime ? stated : options.LongestLifetime) : options.Lifetime;
            if (!response.IsSuccessStatusCode || await ReadAsync(response, cancellationToken) is not { } body)
            {
                return (null, lifetime, CatalogueFault.None);
            }

            var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))
                .ToList();
            var seal = seals.Verify(body, headers, time.GetUtcNow());
            var fault = !seal.Holds ? seal.Fault : time.GetUtcNow() - seal.SignedAt > options.OldestSeal ? CatalogueFault.TooOld : CatalogueFault.None;
            if (fault != CatalogueFault.None || !CatalogueAnswerReader.TryRead(body, out var answer))
            {
                return (null, lifetime, fault);
            }

            return AnsweredQuestion.Is(query, answer) ? (answer, lifetime, CatalogueFault.None) : (null, lifetime, CatalogueFault.OtherQuestion);
        }
        catch (Exception down) when (down is HttpRequestException or IOException || (down is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, default, CatalogueFault.None);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > CatalogueAnswerReader.Limits.MaxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private void Keep(string query, Kept answer)
    {
        // Questions are made from users' choices; without a bound they could fill the memory.
        if (kept.Count >= options.MaxAnswers && kept.MinBy(entry => entry.Value.FreshUntil) is { Key: { } oldest })
        {
            kept.TryRemove(oldest, out _);
        }

        kept[query] = answer;
    }

    private sealed record Kept(CatalogueAnswer Answer, DateTimeOffset FetchedAt, DateTimeOffset FreshUntil);
}
