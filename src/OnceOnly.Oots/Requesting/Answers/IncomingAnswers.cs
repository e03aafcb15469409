// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Providers;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>
/// Takes answers in for whoever asked. Only the party and authority that were asked may answer, in the same conversation; what nobody
/// waits for is logged and dropped.
/// </summary>
internal sealed class IncomingAnswers(ISentRequests requests, AnswerKeeper keeper, AnswerBell bell, IRemits remits, IMessageLedger ledger, ILogger<IncomingAnswers> log) : IIncomingAnswers
{
    private const string AnswersNothing = "answers_nothing";
    private const string NotAsked = "not_asked";
    private const string NobodyWaits = "nobody_waits";
    private const string BeyondRemit = "the access point may not speak for this authority in this country";

    public async Task TakeAsync(IncomingEdm answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var named = answer.Message switch
        {
            EvidenceResponse response => response.RequestId,
            EvidenceErrorResponse error => error.RequestId,
            _ => null,
        };
        var envelope = answer.Envelope;
        if (await FindAsync(named, answer.RefToMessageId, envelope.ConversationId, envelope.ExchangeId, cancellationToken) is not { } request)
        {
            Log.AnswerToNothing(log, answer.MessageId, envelope.Party.Value);
            await ledger.DropAsync(exchangeId: null, AnswerLog.Of(answer), AnswersNothing, cancellationToken);
            return;
        }

        if (!IsFromWhomWasAsked(request.Envelope, envelope))
        {
            Log.AnswerFromAnother(log, answer.MessageId, envelope.Party.Value, request.Exchange);
            await ledger.DropAsync(exchangeId: null, AnswerLog.Of(answer), NotAsked, cancellationToken);
            return;
        }

        if (!IsWithinRemit(answer))
        {
            Log.AnswerBeyondRemit(log, answer.MessageId, envelope.Party.Value);
            await KeepAsync(request, (answer.MessageId, answer.SentAt), answer.Document.Octets, [], [BeyondRemit], () => AnswerLog.Of(answer), cancellationToken);
            return;
        }

        await KeepAsync(request, (answer.MessageId, answer.SentAt), answer.Document.Octets, answer.Documents, [], () => AnswerLog.Of(answer), cancellationToken);
    }

    public async Task TakeBrokenAsync(BrokenAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (await FindAsync(answer.RequestId, answer.RefToMessageId, answer.ConversationId, answer.ExchangeId, cancellationToken) is not { } request)
        {
            Log.AnswerToNothing(log, answer.MessageId, answer.Party.Value);
            await ledger.DropAsync(exchangeId: null, AnswerLog.Of(answer), AnswersNothing, cancellationToken);
            return;
        }

        if (answer.Party != request.Envelope.Party || answer.ConversationId != request.Envelope.ConversationId)
        {
            Log.AnswerFromAnother(log, answer.MessageId, answer.Party.Value, request.Exchange);
            await ledger.DropAsync(exchangeId: null, AnswerLog.Of(answer), NotAsked, cancellationToken);
            return;
        }

        var rules = answer.Rules.Count > 0 ? answer.Rules : ["unreadable"];
        await KeepAsync(request, (answer.MessageId, answer.Log.SentAt ?? request.CreatedAt), default, [], rules, () => AnswerLog.Of(answer), cancellationToken);
    }

    private async Task KeepAsync(
        SentRequest request,
        (string Id, DateTimeOffset SentAt) message,
        ReadOnlyMemory<byte> xml,
        IReadOnlyList<DocumentPart> parts,
        IReadOnlyList<string> brokenRules,
        Func<TravellingMessage> dropped,
        CancellationToken cancellationToken)
    {
        if (request.AnswerMessageId == message.Id)
        {
            // It came again after a crash between keeping it and saying so.
            bell.Ring(request.Id);
            return;
        }

        if (request.State != RequestState.Waiting
            || !await keeper.TryKeepAsync(request, message, xml, parts, brokenRules, cancellationToken))
        {
            if ((await requests.FindAsync(request.Id, cancellationToken))?.AnswerMessageId == message.Id)
            {
                // It was kept meanwhile.
                bell.Ring(request.Id);
                return;
            }

            Log.AnswerTooLate(log, message.Id, request.Exchange);
            await ledger.DropAsync(request.Exchange, dropped(), NobodyWaits, cancellationToken);
            return;
        }

        Log.Answered(log, request.Exchange, request.Id, message.Id);
        bell.Ring(request.Id);
    }

    /// <summary>By the id of the request; only an answer that names none is found by what its header says.</summary>
    private async ValueTask<SentRequest?> FindAsync(
        string? requestId, string? refToMessageId, string conversationId, string? exchangeId, CancellationToken cancellationToken)
    {
        if (requestId is not null)
        {
            return requestId.StartsWith(EdmNames.UuidUrnPrefix, StringComparison.Ordinal) && Guid.TryParseExact(requestId.AsSpan(EdmNames.UuidUrnPrefix.Length), "D", out var id)
                ? await requests.FindAsync(id, cancellationToken)
                : null;
        }

        return refToMessageId is not null && await requests.FindSubmittedAsync(refToMessageId, cancellationToken) is { } request
            ? request
            : await requests.FindInConversationAsync(conversationId, exchangeId, cancellationToken);
    }

    private bool IsWithinRemit(IncomingEdm answer) => remits.Find(answer.Envelope.Party) is { } remit && answer.Message switch
    {
        EvidenceResponse response => response.Providers.All(remit.Covers),
        EvidenceErrorResponse error => remit.Covers(error.ErrorProvider),
        _ => false,
    };

    private static bool IsFromWhomWasAsked(EdmEnvelope asked, EdmEnvelope answered) =>
        answered.Party == asked.Party
        && answered.OriginalSender == asked.FinalRecipient
        && answered.FinalRecipient == asked.OriginalSender
        && answered.ConversationId == asked.ConversationId
        && answered.ExchangeId == asked.ExchangeId
        && answered.Version == asked.Version;
}
