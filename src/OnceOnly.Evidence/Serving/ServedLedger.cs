// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Serving;

/// <summary>The ledger's entries about served requests: what they are about, and whom.</summary>
internal sealed class ServedLedger(LedgerRecorder recorder, IServingChannel channel)
{
    public DateTimeOffset Now => recorder.Now;

    public ValueTask<LedgerRecord> RecordAsync(
        LedgerEntry entry, ServedRequest served, CancellationToken cancellationToken, PersonalFields? personal = null) =>
        recorder.RecordAsync(entry with { About = About(served) }, served.Person, cancellationToken, personal);

    public ValueTask<LedgerRecord> RecordAsync(
        LedgerEntry entry, ReceivedRequest request, string? servedId, PersonReference person, PersonalFields personal, CancellationToken cancellationToken) =>
        recorder.RecordAsync(entry with { About = About(request, servedId) }, person, cancellationToken, personal);

    public ValueTask<LedgerRecord> RecordAsync(LedgerEntry entry, ServedAnswer answer, ServedRequest? served, CancellationToken cancellationToken) =>
        recorder.RecordAsync(entry with { About = served is null ? null : About(served) }, answer.Person, cancellationToken);

    public ValueTask<LedgerRecord> ReceivedAsync(
        ReceivedRequest request, string? servedId, PersonReference person, CancellationToken cancellationToken) =>
        RecordAsync(
            new ServedRequestReceived(request.Log, LevelOfAssuranceUri.Of(request.Person.LevelOfAssurance)),
            request,
            servedId,
            person,
            PersonalFields.Of(request.Person) with { Message = request.Content },
            cancellationToken);

    /// <summary>What is personal of an answer.</summary>
    public static PersonalFields PersonalOf(WrittenAnswer answer) => new()
    {
        Message = answer.Content,
        PreviewLocation = answer.PreviewLocation,
        Documents = answer.Documents.Count == 0 ? null : answer.Documents,
    };

    private EntryContext About(ServedRequest served) => About(served.Service, served.Procedure, served.RequesterNames, served.Id);

    private EntryContext About(ReceivedRequest request, string? servedId) =>
        About(request.Service, request.Procedure, request.RequesterNames, servedId);

    private EntryContext About(string service, string procedure, LocalizedTexts requester, string? servedId)
    {
        var offer = channel.FindOffer(service);
        return new EntryContext
        {
            Exchange = servedId,
            Procedure = procedure,
            EvidenceType = offer?.EvidenceType,
            Provider = offer?.Provider,
            Requester = requester.In("en"),
        };
    }
}
