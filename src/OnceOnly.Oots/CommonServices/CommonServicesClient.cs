// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;
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
/// <param name="shared">Where instances share answers; null where they do not.</param>
public sealed class CommonServicesClient(
    HttpClient http, CatalogueSealVerifier seals, CommonServicesOptions options, TimeProvider time, IDistributedCache? shared = null)
{
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly SharedAnswers others = new(shared);

    /// <param name="query">From <see cref="Queries.CatalogueQuery"/>.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public Task<CatalogueReply> AskAsync(string query, CancellationToken cancellationToken) => AskAsync(query, isPersonal: false, cancellationToken);

    /// <param name="query">From <see cref="Queries.CatalogueQuery"/>.</param>
    /// <param name="isPersonal">It holds what a citizen answered: nothing is kept of it, and nobody shares it.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<CatalogueReply> AskAsync(string query, bool isPersonal, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(query, out var known) && time.GetUtcNow() < known.FreshUntil)
        {
            return new CatalogueReply(known.Answer, known.FetchedAt, IsStale: false);
        }

        if (!isPersonal && await FromOthersAsync(query, cancellationToken) is { } theirs)
        {
            Keep(query, theirs);
            return new CatalogueReply(theirs.Answer, theirs.FetchedAt, IsStale: false);
        }

        var fetched = await FetchAsync(query, cancellationToken);
        var (answer, fault) = fetched is null ? (null, CatalogueFault.None) : Believe(query, fetched);
        var now = time.GetUtcNow();
        if (answer is null)
        {
            return known is not null && now < known.FreshUntil + options.ServeStaleFor
                ? new CatalogueReply(known.Answer, known.FetchedAt, IsStale: true) { Seal = fault }
                : new CatalogueReply(null, now, IsStale: false) { Seal = fault };
        }

        if (answer.IsSuccess && !isPersonal)
        {
            Keep(query, new Kept(answer, now, fetched!.FreshUntil));
            await others.KeepAsync(http.BaseAddress!, query, fetched, cancellationToken);
        }

        return new CatalogueReply(answer, now, IsStale: false);
    }

    /// <summary>What another instance fetched a while ago, if that can be believed now and nobody gave it a longer life.</summary>
    private async Task<Kept?> FromOthersAsync(string query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await others.FindAsync(http.BaseAddress!, query, cancellationToken) is { } theirs
            && theirs.FetchedAt <= now && now < theirs.FreshUntil && theirs.Lifetime <= options.LongestLifetime
            && Believe(query, theirs) is ({ IsSuccess: true } answer, CatalogueFault.None)
                ? new Kept(answer, theirs.FetchedAt, theirs.FreshUntil)
                : null;
    }

    private (CatalogueAnswer? Answer, CatalogueFault Fault) Believe(string query, FetchedAnswer fetched)
    {
        var now = time.GetUtcNow();
        var seal = seals.Verify(fetched.Body, fetched.Headers, now);
        if (!seal.Holds)
        {
            return (null, seal.Fault);
        }

        // A seal that names no time would be fresh for ever.
        if (seal.SignedAt is not { } signedAt || fetched.FetchedAt - signedAt > options.OldestSeal || now - signedAt > options.OldestSeal + options.LongestLifetime)
        {
            return (null, CatalogueFault.TooOld);
        }

        return !CatalogueAnswerReader.TryRead(fetched.Body, out var answer) ? (null, CatalogueFault.None)
            : AnsweredQuestion.Is(query, answer) ? (answer, CatalogueFault.None)
            : (null, CatalogueFault.OtherQuestion);
    }

    private async Task<FetchedAnswer?> FetchAsync(string query, CancellationToken cancellationToken)
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
                return null;
            }

            return new FetchedAnswer(
                body,
                [.. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                    .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))],
                time.GetUtcNow(),
                lifetime);
        }
        catch (Exception down) when (down is HttpRequestException or IOException || (down is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
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
