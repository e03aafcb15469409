// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Telemetry;

namespace OnceOnly.Evidence.Serving;

/// <summary>Writes answers, together with the change that calls for them; <see cref="AnswerSender"/> hands them over.</summary>
internal sealed class AnswerDesk(
    IServedState state,
    IServingChannel channel,
    ServedVault vault,
    CopyVault copies,
    ServedLedger ledger,
    AnswerSender sender,
    ExchangeChanges changes,
    ServingMeter meter,
    IOptions<EvidenceOptions> options,
    ILogger<AnswerDesk> log)
{
    /// <summary>An answer, its entry, and what it says in a word; ready to be committed.</summary>
    public async Task<(ServedAnswer Answer, LedgerRecord Entry, string Outcome)> WriteAsync(
        ReceivedRequest request, string? servedId, PersonReference person, AnswerContent content, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var written = channel.Write(new AnswerOrder(id, request.Message, content, ledger.Now));
        var entry = await ledger.RecordAsync(
            new ServedRequestAnswered(written.Log), request, servedId, person, ServedLedger.PersonalOf(written), cancellationToken);
        return (await AnswerAsync(id, servedId, person, written, copyId: null, cancellationToken), entry, OutcomeOf(content, written));
    }

    /// <summary>Answers the request that waits, if one does and it is decided what to say. Whoever comes second finds it done.</summary>
    public async Task AnswerAsync(string servedId, CancellationToken cancellationToken)
    {
        if (await state.FindAsync(servedId, cancellationToken) is not { State: ServedRequestState.Decided, IsAwaited: true, Outcome: { } outcome } served)
        {
            return;
        }

        var id = Guid.NewGuid();
        var request = await vault.OpenMessageAsync(served, cancellationToken);
        var content = await ContentAsync(served, outcome, request, cancellationToken);
        var written = channel.Write(new AnswerOrder(id, request, content, ledger.Now));
        var carriesDocuments = written.Documents.Count > 0;
        var after = served.MovedTo(ServedRequestState.Answered, ledger.Now) with
        {
            DueAt = null,
            SealedPerson = null,
            SealedMessage = null,
            CopyId = null,
        };
        var change = new ServedChange
        {
            Ledger = [await ledger.RecordAsync(new ServedRequestAnswered(written.Log), served, cancellationToken, ServedLedger.PersonalOf(written))],
            Step = new ServedStep(served, after),
            AddedAnswer = await AnswerAsync(id, served.Id, served.Person, written, carriesDocuments ? served.CopyId : null, cancellationToken),
            ErasedCopies = !carriesDocuments && served.CopyId is { } unused ? [unused] : [],
        };
        if (await state.CommitAsync(change, cancellationToken) == CommitOutcome.Committed)
        {
            meter.Ended(served, OutcomeOf(content, written), ledger.Now);
            changes.Announce(served.Id);
            sender.Send(change.AddedAnswer);
        }
    }

    /// <summary>In a word what an answer says, as it was written; which need not be as it was meant.</summary>
    public static string OutcomeOf(AnswerContent content, WrittenAnswer written) => content switch
    {
        _ when written.PreviewLocation is not null => "preview",
        _ when written.Log.Errors is [var code, ..] => code,
        AnswerContent.PreviewFirst => "preview",
        AnswerContent.Refused => "refused",
        AnswerContent.Later => "later",
        AnswerContent.Pieces { All.Count: 0 } => "declined",
        _ => "evidence",
    };

    private async Task<ServedAnswer> AnswerAsync(
        Guid id, string? servedId, PersonReference person, WrittenAnswer written, string? copyId, CancellationToken cancellationToken) => new()
        {
            Id = id,
            ServedRequestId = servedId,
            Person = person,
            SealedMessage = await vault.SealAnswerAsync(written.Message, id, cancellationToken),
            CopyId = copyId,
            CreatedAt = ledger.Now,
            LeaseUntil = ledger.Now + options.Value.Lease,
        };

    private async Task<AnswerContent> ContentAsync(
        ServedRequest served, ServedOutcome outcome, byte[] request, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case ServedOutcome.Later later:
                return new AnswerContent.Later(later.Until);
            case ServedOutcome.Refused refused:
                return new AnswerContent.Refused(refused.Fault, Detail: null);
            case ServedOutcome.Released { Documents: [] }:
                return new AnswerContent.Pieces([]);
        }

        try
        {
            var copy = served.CopyId is { } copyId ? await state.FindCopyAsync(copyId, cancellationToken) : null;
            if (await copies.OpenAsync(copy, cancellationToken) is { } reader)
            {
                var released = ((ServedOutcome.Released)outcome).Documents;
                var pieces = channel.PiecesOf(request, reader.Documents);
                return new AnswerContent.Pieces([.. pieces.Where(piece => released.Contains(piece.Document.Id, StringComparer.Ordinal))]);
            }
        }
        catch (CryptographicException exception)
        {
            Log.CopyAltered(log, served.Id, exception);
            return new AnswerContent.Refused(ServingFault.Failed, Detail: null);
        }

        // The person had it erased after deciding: there is nothing left to give.
        return new AnswerContent.Refused(ServingFault.TimedOut, Detail: null);
    }
}
