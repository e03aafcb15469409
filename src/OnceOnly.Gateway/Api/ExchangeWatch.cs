// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.CompilerServices;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Gateway.Operations.Health;
using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Api;

/// <summary>Watches an exchange for as long as the caller may see it: a stream authorises itself again and again.</summary>
internal sealed class ExchangeWatch(IEvidenceBroker broker, IAccessTokenVerifier verifier, Draining draining, TimeProvider time)
{
    public static CallRefusal TokenEnded { get; } = new(AccessTokenFault.InvalidToken, "The access token has ended; watch again with a new one.");

    /// <summary>What happens, in order.</summary>
    /// <param name="caller">Who watches.</param>
    /// <param name="exchangeId">What.</param>
    /// <param name="interval">How often to authorise again while nothing happens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<Step> StepsAsync(
        ApiCaller caller, string exchangeId, TimeSpan interval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!caller.Call.IsSuccess)
        {
            yield return new Step.Ended(caller.Call.Error);
            yield break;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, draining.IsOver);
        await using var changes = broker.WatchAsync(caller.Call.Value, exchangeId, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var wait = Min(interval, caller.Principal.ExpiresAt - time.GetUtcNow());
                var moved = await Task.WhenAny(next, Task.Delay(wait, time, stop.Token)) == next;
                cancellationToken.ThrowIfCancellationRequested();
                if (draining.IsOver.IsCancellationRequested)
                {
                    yield return new Step.Ended(new EvidenceError(EvidenceErrorCode.Unavailable) { RetryAfter = time.GetUtcNow() });
                    yield break;
                }

                if (!await verifier.StillHoldsAsync(caller.Principal, cancellationToken))
                {
                    yield return new Step.Ended(Error: null);
                    yield break;
                }

                if (!moved)
                {
                    yield return new Step.Nothing();
                    continue;
                }

                if (!await next)
                {
                    yield break;
                }

                if (!changes.Current.IsSuccess)
                {
                    yield return new Step.Ended(changes.Current.Error);
                    yield break;
                }

                yield return new Step.Changed(changes.Current.Value);
                next = changes.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator may not be disposed while it moves.
            await stop.CancelAsync();
            await Task.WhenAny(next);
        }
    }

    private static TimeSpan Min(TimeSpan first, TimeSpan second) => second < TimeSpan.Zero ? TimeSpan.Zero : first < second ? first : second;

    internal abstract record Step
    {
        public sealed record Changed(ExchangeView Exchange) : Step;

        public sealed record Nothing : Step;

        /// <param name="Error">Why; null when the token has ended.</param>
        public sealed record Ended(EvidenceError? Error) : Step;
    }
}
