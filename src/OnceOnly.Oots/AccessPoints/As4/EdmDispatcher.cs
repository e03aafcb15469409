// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Providers;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>Hands opened messages to those they are for. A request that breaks a rule is answered here, an answer that does ends its exchange.</summary>
internal sealed class EdmDispatcher(
    EdmJudge judge,
    RefusalWriter refusals,
    IEnumerable<IIncomingRequests> requests,
    IEnumerable<IIncomingAnswers> answers,
    IMessageLedger ledger,
    ILogger<EdmDispatcher> log) : IMessageConsumer
{
    public async Task ConsumeAsync(OpenedMessage message, CancellationToken cancellationToken)
    {
        var header = message.Header.User!;
        if (As4Names.KindOf(header.Action) is not { } kind || header.Service != As4Names.Service)
        {
            // Another processing mode of the same access point; nobody here takes it.
            Log.NobodyTakes(log, header.MessageId, header.Action);
            return;
        }

        var received = judge.Judge(message, kind);
        if (received.Faults.Count > 0)
        {
            Log.RulesBroken(log, kind, header.MessageId, header.From.Id.Value, string.Join(' ', received.Faults));
        }

        await (kind == EdmKind.Request ? RequestAsync(received, cancellationToken) : AnswerAsync(received, cancellationToken));
    }

    private async Task RequestAsync(ReceivedEdm received, CancellationToken cancellationToken)
    {
        if (received.Faults.Count > 0)
        {
            await refusals.SendAsync(received, EdmErrorCode.InvalidRequest, "The request breaks rules.", string.Join(' ', received.Faults), cancellationToken);
        }
        else if (requests.FirstOrDefault() is { } handler)
        {
            await handler.TakeAsync(Incoming(received), cancellationToken);
        }
        else
        {
            Log.NobodyTakes(log, received.Header.MessageId, received.Header.Action);
            await refusals.SendAsync(received, EdmErrorCode.UnsupportedCapability, "No evidence is provided here.", null, cancellationToken);
        }
    }

    private async Task AnswerAsync(ReceivedEdm received, CancellationToken cancellationToken)
    {
        if (answers.FirstOrDefault() is not { } handler)
        {
            Log.NobodyTakes(log, received.Header.MessageId, received.Header.Action);
            await ledger.DropAsync(exchangeId: null, new TravellingMessage(IsSent: false, EdmLog.Of(received), string.Empty, []), "answers_nothing", cancellationToken);
            return;
        }

        await (received.Faults.Count == 0
            ? handler.TakeAsync(Incoming(received), cancellationToken)
            : handler.TakeBrokenAsync(Broken(received), cancellationToken));
    }

    private static IncomingEdm Incoming(ReceivedEdm received) => new(
        received.Header.MessageId, Envelope(received), received.Header.Timestamp, received.Document!, received.Message!, [.. received.Documents()])
    {
        RefToMessageId = received.Header.RefToMessageId,
    };

    private static EdmEnvelope Envelope(ReceivedEdm received) => new(
        received.Party,
        received.Header.ConversationId,
        received.Header.Property(As4Names.ExchangeId),
        received.Agent(MessageProperty.OriginalSender)!,
        received.Agent(MessageProperty.FinalRecipient)!,
        received.Version);

    private static BrokenAnswer Broken(ReceivedEdm received) => new(received.Header.MessageId, received.Party, received.Faults)
    {
        Log = EdmLog.Of(received),
        RequestId = received.Document?.RequestId,
        RefToMessageId = received.Header.RefToMessageId,
        ConversationId = received.Header.ConversationId,
        ExchangeId = received.Header.Property(As4Names.ExchangeId),
    };
}
