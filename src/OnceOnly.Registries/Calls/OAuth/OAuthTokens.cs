// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Calls.OAuth;

/// <summary>The access token for one registry: kept until shortly before it expires, fetched once for all who wait for it.</summary>
internal sealed class OAuthTokens(OAuthClient client, TimeSpan timeout, TimeProvider time)
{
    private readonly TokenRequest request = new(client, time);
    private readonly Lock fetching = new();
    private Task<OAuthToken>? current;

    /// <param name="http">The connections to use.</param>
    /// <param name="cancellationToken">Ends the waiting, not the fetching: others may wait for it.</param>
    public Task<OAuthToken> GetAsync(HttpClient http, CancellationToken cancellationToken)
    {
        lock (fetching)
        {
            var isUsable = current is { IsCompleted: false }
                || (current is { IsCompletedSuccessfully: true, Result: { Failure: null } kept } && kept.UsableUntil > time.GetUtcNow());
            current = isUsable ? current! : FetchAsync(http);
            return current.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The registry does not take this token; the next one who asks gets another.</summary>
    public void Drop(OAuthToken refused)
    {
        lock (fetching)
        {
            if (current is { IsCompletedSuccessfully: true, Result: var kept } && kept == refused)
            {
                current = null;
            }
        }
    }

    private async Task<OAuthToken> FetchAsync(HttpClient http)
    {
        // Not on the flow of the first who asks: the lock is held, and the fetch is everybody's.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var late = new CancellationTokenSource(timeout, time);
        return await request.SendAsync(http, late.Token);
    }
}
