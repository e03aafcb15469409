// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Serving;

/// <summary>Writes down what the registry answered for a served request, unless somebody else has taken over since.</summary>
internal sealed class RegistryAnswer(
    IServedState state, IServingChannel channel, ServedVault vault, ServedLedger ledger, AnswerDesk answers, ExchangeChanges changes)
{
    public async Task RecordAsync(
        ServedRequest asked, ProviderAnswer answer, DocumentSink? sink, byte[]? dataKey, CancellationToken cancellationToken)
    {
        var served = asked;
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var change = await ChangeAsync(served, answer, sink, dataKey, cancellationToken);
            if (await state.CommitAsync(change, cancellationToken) == CommitOutcome.Committed)
            {
                await answers.AnswerAsync(asked.Id, cancellationToken);
                changes.Announce(asked.Id);
                return;
            }

            // The request that waits may have come in between; anything else means that this ask is over.
            var now = await state.FindAsync(asked.Id, cancellationToken);
            if (now is not { State: ServedRequestState.Matched } || now.CopyId != asked.CopyId)
            {
                return;
            }

            served = now;
        }

        throw Contention.Endless();
    }

    private async Task<ServedChange> ChangeAsync(
        ServedRequest served, ProviderAnswer answer, DocumentSink? sink, byte[]? dataKey, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case ProviderAnswer.Provided when await state.FindCopyAsync(served.CopyId!, cancellationToken) is not { State: CopyState.Arriving }:
                // The person had erased what was arriving.
                return await ChangeAsync(served, new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.Expired)), sink, dataKey, cancellationToken);
            case ProviderAnswer.Provided when sink is not null && dataKey is not null:
                var pieces = channel.PiecesOf(await vault.OpenMessageAsync(served, cancellationToken), sink.Documents);
                return pieces.Count == 0
                    ? await DecidedAsync(served, new ServedOutcome.Refused(ServingFault.Failed), new ExchangeFailed("registry_answer_invalid"), cancellationToken)
                    : await ProvidedAsync(served, pieces, sink, dataKey, cancellationToken);
            case ProviderAnswer.Deferred deferred:
                return await DecidedAsync(served, new ServedOutcome.Later(deferred.Until), new EvidenceDeferred(deferred.Until), cancellationToken);
            case ProviderAnswer.Failed failed:
                var fault = FaultOf(failed.Error.Code);
                return await DecidedAsync(served, new ServedOutcome.Refused(fault), new ExchangeFailed(failed.Error.WireCode), cancellationToken);
            default:
                // A preview elsewhere: no registry of ours has one.
                return await DecidedAsync(served, new ServedOutcome.Refused(ServingFault.Failed), new ExchangeFailed("registry_answer_invalid"), cancellationToken);
        }
    }

    private async Task<ServedChange> ProvidedAsync(
        ServedRequest served, IReadOnlyList<EvidencePiece> pieces, DocumentSink sink, byte[] dataKey, CancellationToken cancellationToken)
    {
        var now = ledger.Now;
        var mustPreview = served.LinkDigest is not null;
        var after = served.MovedTo(mustPreview ? ServedRequestState.Previewing : ServedRequestState.Decided, now) with
        {
            LeaseUntil = null,
            Outcome = mustPreview ? null : new ServedOutcome.Released([.. pieces.Select(piece => piece.Document.Id)]),
        };
        var copy = (await state.FindCopyAsync(served.CopyId!, cancellationToken))! with
        {
            State = CopyState.Held,
            Manifest = Manifest.Seal(sink.Documents, dataKey, served.CopyId!),
            ObtainedAt = now,
        };
        var received = new EvidenceReceived([.. sink.Documents.Select(document => new LedgerDocument(document.MediaType))]) { Form = 2 };
        return new ServedChange
        {
            Ledger = [await ledger.RecordAsync(received, after, cancellationToken, PersonalFields.Of(sink.Documents))],
            Step = new ServedStep(served, after),
            ChangedCopy = copy,
            Segments = sink.Pending,
        };
    }

    private async Task<ServedChange> DecidedAsync(
        ServedRequest served, ServedOutcome outcome, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var after = served.MovedTo(ServedRequestState.Decided, ledger.Now) with { LeaseUntil = null, CopyId = null, Outcome = outcome };
        return new ServedChange
        {
            Ledger = [await ledger.RecordAsync(entry, after, cancellationToken)],
            Step = new ServedStep(served, after),
            ErasedCopies = served.CopyId is { } copy ? [copy] : [],
        };
    }

    /// <summary>None, several and about another person look alike from outside.</summary>
    private static ServingFault FaultOf(EvidenceErrorCode code) => code switch
    {
        EvidenceErrorCode.EvidenceNotFound or EvidenceErrorCode.EvidenceAboutAnotherPerson or EvidenceErrorCode.SubjectKindMismatch => ServingFault.NotFound,
        EvidenceErrorCode.Expired => ServingFault.TimedOut,
        _ => ServingFault.Failed,
    };
}
