// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Ledger;

/// <inheritdoc cref="IMessageLedger"/>
internal sealed class MessageLedger(IEvidenceState state, LedgerRecorder recorder) : IMessageLedger
{
    /// <summary>Longer than any access point brings a message again.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    public ValueTask<LedgerRecord> RecordAsync(string exchangeId, TravellingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return RecordAsync(
            exchangeId, message.IsSent ? new EvidenceMessageSent(message.Message) : new EvidenceMessageReceived(message.Message), message, cancellationToken);
    }

    public async Task DropAsync(string? exchangeId, TravellingMessage message, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await OnceAsync(message.Message, await RecordAsync(exchangeId, new EvidenceMessageDropped(message.Message, reason), message, cancellationToken), cancellationToken);
    }

    public async Task RefuseAsync(LoggedMessage request, LoggedMessage? answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await OnceAsync(request, await recorder.RecordAsync(new ServedRequestRefused(request, answer), person: null, cancellationToken), cancellationToken);
    }

    private Task<CommitOutcome> OnceAsync(LoggedMessage message, LedgerRecord record, CancellationToken cancellationToken) => state.CommitAsync(
        new StateChange { Ledger = [record], Use = new SingleUse($"message:{message.Party}:{message.MessageId}", recorder.Now + Remembered) },
        cancellationToken);

    private async ValueTask<LedgerRecord> RecordAsync(string? exchangeId, LedgerEntry entry, TravellingMessage message, CancellationToken cancellationToken)
    {
        if (exchangeId is null || await state.FindExchangeAsync(exchangeId, cancellationToken) is not { } serving)
        {
            return await recorder.RecordAsync(entry, person: null, cancellationToken);
        }

        var personal = new PersonalFields
        {
            Message = message.Xml.Length > 0 ? message.Xml : null,
            Documents = message.Documents.Count > 0 ? message.Documents : null,
        };
        return await recorder.RecordAsync(entry, serving.ExplicitRequest, serving.Exchange, cancellationToken, personal);
    }
}
