// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Telemetry;

namespace OnceOnly.Evidence.Serving;

/// <summary>Lets the person a request is about, and nobody else, see what would be sent and decide.</summary>
internal sealed class ServingPreviewDesk(
    IServedState state,
    IServingChannel channel,
    RegistryAsk registry,
    AnswerDesk answers,
    PersonReferences references,
    ServedVault vault,
    CopyVault copies,
    ServedLedger ledger,
    ExchangeChanges changes,
    ServingMeter meter,
    IOptions<EvidenceOptions> options,
    ILogger<ServingPreviewDesk> log) : IServingPreviews
{
    private static readonly EvidenceError Invalid = new(EvidenceErrorCode.InteractionInvalid);
    private static readonly EvidenceError Over = new(EvidenceErrorCode.Expired);

    public async ValueTask<LevelOfAssurance> LevelOfAsync(string linkToken, CancellationToken cancellationToken) =>
        await FindAsync(linkToken, cancellationToken) is { } served ? served.LevelOfAssurance : LevelOfAssurance.Substantial;

    public async Task<Result<ServedPreview>> OpenAsync(string linkToken, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var served = await FindForAsync(linkToken, person, cancellationToken);
            if (!served.IsSuccess)
            {
                return served.Error;
            }

            if (served.Value.State != ServedRequestState.Received)
            {
                return await ShowAsync(await SettledAsync(served.Value, cancellationToken), cancellationToken);
            }

            await registry.StartAsync(served.Value, person, cancellationToken);
        }

        throw Contention.Endless();
    }

    public bool MayReturnTo(string party, Uri address) => channel.MayReturnTo(party, address);

    public async Task<Result<IAsyncEnumerable<ReadOnlyMemory<byte>>>> ReadAsync(
        string linkToken, DocumentInfo document, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var served = await FindForAsync(linkToken, person, cancellationToken);
        if (!served.IsSuccess)
        {
            return served.Error;
        }

        var reader = await OpenCopyAsync(served.Value, cancellationToken);
        return !reader.IsSuccess ? reader.Error
            : reader.Value.Has(document.Id) ? Result.Of(reader.Value.ReadAsync(document.Id, cancellationToken))
            : Over;
    }

    public async Task<Result<ServedPreview>> DecideAsync(
        string linkToken, AuthenticatedPerson person, IReadOnlyCollection<string> accepted, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var found = await FindForAsync(linkToken, person, cancellationToken);
            if (!found.IsSuccess)
            {
                return found.Error;
            }

            var served = found.Value;
            if (served.State != ServedRequestState.Previewing)
            {
                return served.Outcome is ServedOutcome.Released
                    ? await ShowAsync(served, cancellationToken)
                    : new EvidenceError(EvidenceErrorCode.WrongState, "There is nothing to decide.");
            }

            var pieces = await PiecesAsync(served, cancellationToken);
            if (!pieces.IsSuccess)
            {
                return pieces.Error;
            }

            var released = Released(pieces.Value, accepted);
            var after = served.MovedTo(ServedRequestState.Decided, ledger.Now) with { Outcome = new ServedOutcome.Released(released) };
            var entry = new ServedRequestDecided(released.Count, pieces.Value.Count - released.Count);
            var change = new ServedChange
            {
                Ledger = [await ledger.RecordAsync(entry, after, cancellationToken)],
                Step = new ServedStep(served, released.Count > 0 ? after : after with { CopyId = null }),
                ErasedCopies = released.Count == 0 && served.CopyId is { } declined ? [declined] : [],
            };
            if (await state.CommitAsync(change, cancellationToken) == CommitOutcome.Committed)
            {
                Log.Served(log, served.Id, served.State, after.State);
                meter.Decided(served, released.Count, pieces.Value.Count);
                await answers.AnswerAsync(served.Id, cancellationToken);
                return await ShowAsync(after, cancellationToken);
            }
        }

        throw Contention.Endless();
    }

    private static IReadOnlyList<string> Released(IReadOnlyList<EvidencePiece> pieces, IReadOnlyCollection<string> accepted)
    {
        var ticked = pieces.Where(piece => accepted.Contains(piece.Document.Id, StringComparer.Ordinal)).ToArray();
        return [.. ticked
            .Where(piece => piece.MainId is null || Array.Exists(ticked, main => main.Document.Id == piece.MainId))
            .Select(piece => piece.Document.Id)];
    }

    /// <summary>The request behind the link, when this person may see it.</summary>
    private async Task<Result<ServedRequest>> FindForAsync(string linkToken, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        if (await FindAsync(linkToken, cancellationToken) is not { } served)
        {
            return Invalid;
        }

        var isOver = served.State == ServedRequestState.Expired || (!served.IsFinal && served.DueAt <= ledger.Now);
        if (isOver || !await IsForAsync(served, person, cancellationToken))
        {
            if (!isOver)
            {
                Log.OtherPersonCame(log, served.Id);
            }

            return Invalid;
        }

        return person.LevelOfAssurance >= served.LevelOfAssurance
            ? served
            : new EvidenceError(EvidenceErrorCode.LevelOfAssuranceTooLow) { RequiredLevel = served.LevelOfAssurance };
    }

    private async ValueTask<ServedRequest?> FindAsync(string linkToken, CancellationToken cancellationToken) =>
        linkToken.Length is > 0 and < 100 ? await state.FindByLinkAsync(ServingDesk.DigestOf(linkToken), cancellationToken) : null;

    private async Task<bool> IsForAsync(ServedRequest served, AuthenticatedPerson person, CancellationToken cancellationToken) =>
        served.State == ServedRequestState.Received
            ? RequestedPersons.IsSame(await vault.OpenPersonAsync(served, cancellationToken), person)
            : served.Person.IsSameAs(await references.OfAsync(RequestedPersons.Recognisable(person), cancellationToken));

    /// <summary>Waits a moment for a quick registry, so that mostly there is one page.</summary>
    private async Task<ServedRequest> SettledAsync(ServedRequest served, CancellationToken cancellationToken)
    {
        if (served.State != ServedRequestState.Matched)
        {
            return served;
        }

        using var subscription = changes.Subscribe(served.Id);
        for (var waited = TimeSpan.Zero; waited < options.Value.QuickAnswer; waited += ExchangeChanges.Poll)
        {
            served = await state.FindAsync(served.Id, cancellationToken) ?? served;
            if (served.State != ServedRequestState.Matched)
            {
                return served;
            }

            await subscription.NextAsync(options.Value.QuickAnswer, cancellationToken);
        }

        return await state.FindAsync(served.Id, cancellationToken) ?? served;
    }

    private async Task<Result<ServedPreview>> ShowAsync(ServedRequest served, CancellationToken cancellationToken)
    {
        if (channel.FindOffer(served.Service) is not { } offer)
        {
            return Invalid;
        }

        IReadOnlyList<EvidencePiece> pieces = [];
        if (served.State == ServedRequestState.Previewing)
        {
            var found = await PiecesAsync(served, cancellationToken);
            if (!found.IsSuccess)
            {
                return found.Error;
            }

            pieces = found.Value;
        }

        return new ServedPreview(
            served.State,
            served.RequesterNames,
            served.RequesterCountry,
            served.Party,
            served.Procedure,
            offer,
            pieces,
            served.Outcome,
            served.IsAwaited,
            served.ReturnUri,
            served.ReturnsByLink,
            served.DueAt ?? served.UpdatedAt);
    }

    private async Task<Result<IReadOnlyList<EvidencePiece>>> PiecesAsync(ServedRequest served, CancellationToken cancellationToken)
    {
        var reader = await OpenCopyAsync(served, cancellationToken);
        return reader.IsSuccess
            ? Result.Of(channel.PiecesOf(await vault.OpenMessageAsync(served, cancellationToken), reader.Value.Documents))
            : reader.Error;
    }

    /// <summary>What the person had erased meanwhile cannot be looked at; the request ends in its time.</summary>
    private async ValueTask<Result<DocumentReader>> OpenCopyAsync(ServedRequest served, CancellationToken cancellationToken)
    {
        if (served.State != ServedRequestState.Previewing || served.CopyId is not { } copyId)
        {
            return Over;
        }

        try
        {
            return await copies.OpenAsync(await state.FindCopyAsync(copyId, cancellationToken), cancellationToken) is { } reader ? reader : Over;
        }
        catch (CryptographicException exception)
        {
            Log.CopyAltered(log, served.Id, exception);
            return new EvidenceError(EvidenceErrorCode.Internal);
        }
    }
}
