// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Catalogue;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Requesting.Answers;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Requesting;

/// <summary>
/// Asks providers in other Member States: writes the request down, hands it to the access point, and waits for the answer, which any
/// instance may take in. Asked again about an ask it has begun, it sends nothing but waits on.
/// </summary>
internal sealed class OotsEvidenceProvider(
    RequestDrafts drafts,
    ISentRequests requests,
    IAccessPoint accessPoint,
    AnswerBell bell,
    AnswerReading answers,
    RequestingOptions options,
    TimeProvider clock,
    ILogger<OotsEvidenceProvider> log) : IEvidenceProvider
{
    // An answer at which readers keep dying is not read for ever.
    private const int MostTakes = 3;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    public bool Reaches(string provider) => ProviderName.Is(provider);

    /// <summary>A little more than the longest of its own limits, which end the wait.</summary>
    public TimeSpan? Patience => options.FirstRoundTrip + options.FollowLink + options.Decide + TimeSpan.FromMinutes(5);

    public async ValueTask<bool> IsUnderWayAsync(string exchangeId, int attempt, CancellationToken cancellationToken) =>
        await requests.FindAsync(exchangeId, attempt, cancellationToken) is { State: not RequestState.Over };

    public async ValueTask<Uri> DepartureAsync(string exchangeId, PreviewJourney journey, CancellationToken cancellationToken) =>
        await requests.FindFirstAsync(exchangeId, cancellationToken) is { Version: < EdmVersion.V20 }
            ? new Uri(PreviewRequests.WithReturn(journey.Location.OriginalString, journey.ReturnTo.AbsoluteUri))
            : journey.Location;

    public async Task<ProviderAnswer> AskAsync(ProviderQuestion question, IDocumentSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var request = await requests.FindAsync(question.ExchangeId, question.Attempt, cancellationToken);
        if (request is null)
        {
            var drafted = await drafts.MakeAsync(question, cancellationToken);
            if (!drafted.IsSuccess)
            {
                return new ProviderAnswer.Failed(drafted.Error);
            }

            // Whoever lost this race asks about the same request as the winner.
            await requests.TryAddAsync(drafted.Value, await drafts.EntryOfAsync(drafted.Value, cancellationToken), cancellationToken);
            request = (await requests.FindAsync(question.ExchangeId, question.Attempt, cancellationToken))!;
        }

        if (request is { State: RequestState.Waiting, SentAt: null } && await SubmitAsync(request, cancellationToken) is { } refusal)
        {
            return new ProviderAnswer.Failed(refusal);
        }

        return await WaitAsync(request.Id, sink, cancellationToken);
    }

    private async Task<EvidenceError?> SubmitAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var xml = await drafts.OpenAsync(request, cancellationToken);
        var message = new OutgoingEdm(request.Envelope, EdmKind.Request, xml, []) { Key = request.Id };
        var submitted = await accessPoint.SubmitAsync(message, cancellationToken);
        if (!submitted.IsSuccess)
        {
            await requests.TryEndAsync(request.Id, cancellationToken);
            return submitted.Error;
        }

        await requests.SubmittedAsync(request.Id, submitted.Value, clock.GetUtcNow(), cancellationToken);
        Log.Requested(log, request.Exchange, request.Id, submitted.Value);
        return null;
    }

    private async Task<ProviderAnswer> WaitAsync(Guid id, IDocumentSink sink, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var rung = bell.Of(id);
                var request = (await requests.FindAsync(id, cancellationToken))!;
                switch (request.State)
                {
                    case RequestState.Answered:
                        return await TakeAsync(request, sink, cancellationToken);
                    case RequestState.Over:
                        return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryUnreachable));
                }

                var left = options.Limits.RequesterDeadline(request.SentAt!.Value, request.IsSecond) - clock.GetUtcNow();
                var wasLost = request.MessageId is { } message && await accessPoint.WasReceivedAsync(message, cancellationToken) is false;
                if (left <= TimeSpan.Zero || wasLost)
                {
                    if (await requests.TryEndAsync(id, cancellationToken))
                    {
                        if (!wasLost && request.MessageId is { } late)
                        {
                            await accessPoint.WithdrawAsync(late, cancellationToken);
                        }

                        return new ProviderAnswer.Failed(new EvidenceError(
                            request.IsSecond && !wasLost ? EvidenceErrorCode.Expired : EvidenceErrorCode.RegistryUnreachable));
                    }

                    continue;
                }

                await WaitAsync(rung, left < LookAgain ? left : LookAgain, cancellationToken);
            }
        }
        finally
        {
            bell.Forget(id);
        }
    }

    private async Task WaitAsync(Task rung, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(rung, Task.Delay(atMost, clock, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<ProviderAnswer> TakeAsync(SentRequest request, IDocumentSink sink, CancellationToken cancellationToken)
    {
        if (request.Takes >= MostTakes)
        {
            Log.AnswerKills(log, request.Exchange, request.Id);
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryAnswerInvalid));
        }

        await requests.CountTakeAsync(request.Id, cancellationToken);
        try
        {
            return await answers.TakeAsync(request, sink, cancellationToken);
        }
        catch (CryptographicException exception)
        {
            Log.AnswerAltered(log, request.Exchange, request.Id, exception);
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.Internal));
        }
    }
}
