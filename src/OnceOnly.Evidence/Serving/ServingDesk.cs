// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Telemetry;

namespace OnceOnly.Evidence.Serving;

/// <summary>Takes requests of other Member States.</summary>
internal sealed class ServingDesk(
    IServedState state,
    PersonReferences references,
    IServingChannel channel,
    ServedVault vault,
    AnswerDesk answers,
    AnswerSender sender,
    RegistryAsk registry,
    ServedLedger ledger,
    ServingMeter meter,
    IOptions<EvidenceOptions> options,
    ILogger<ServingDesk> log) : IServing
{
    private const int TokenSize = 32;
    private const string Replayed = "The request id was used before.";
    private const string TooLate = "The time limit was over when the request came.";
    private const string UnknownPreview = "The preview location is unknown, used, or of another exchange.";

    /// <summary>What a link is found by.</summary>
    public static byte[] DigestOf(string linkToken) => SHA256.HashData(Encoding.UTF8.GetBytes(linkToken));

    public async Task ReceiveAsync(ReceivedRequest request, ServingTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(terms);
        if (Limit(request, terms.AnswerWithin) <= ledger.Now)
        {
            // Nobody waits there any more.
            await RefuseAsync(request, ServingFault.TimedOut, TooLate, cancellationToken);
            return;
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenSize));
        var served = await NewAsync(request, terms, terms.Preview ? DigestOf(token) : null, cancellationToken);
        var change = new ServedChange
        {
            Ledger = [await ledger.ReceivedAsync(request, served.Id, served.Person, cancellationToken)],
            Uses = UsesOf(request),
            Step = new ServedStep(null, served),
        };
        string? outcome = null;
        if (terms.Preview)
        {
            var (answer, entry, said) = await answers.WriteAsync(
                request, served.Id, served.Person, new AnswerContent.PreviewFirst(token), cancellationToken);
            change = change with { Ledger = [.. change.Ledger, entry], AddedAnswer = answer };
            outcome = said;
        }

        if (!await CommitAsync(change, request, cancellationToken))
        {
            return;
        }

        Log.Served(log, served.Id, null, served.State);
        meter.Received(request.Party, request.Service);
        if (change.AddedAnswer is { } link)
        {
            meter.Answered(request.Party, request.Service, outcome!);
            sender.Send(link);
        }
        else
        {
            await registry.StartAsync(served, request.Person, cancellationToken);
        }
    }

    public async Task HoldAsync(
        ReceivedRequest request, string? linkToken, string? returnUri, ServingTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(terms);
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var served = linkToken is null ? null : await state.FindByLinkAsync(DigestOf(linkToken), cancellationToken);
            if (served is null || served.IsFinal || served.IsAwaited || !await ContinuesAsync(served, request, cancellationToken))
            {
                // Brought again, it finds itself waiting; that is seen when its message id is used a second time.
                await RefuseAsync(request, ServingFault.InvalidRequest, UnknownPreview, cancellationToken);
                return;
            }

            var decideBy = Limit(request, terms.FollowWithin + terms.DecideWithin);
            var dueAt = served.State == ServedRequestState.Received ? Limit(request, terms.FollowWithin) : decideBy;
            if (dueAt <= ledger.Now)
            {
                await RefuseAsync(request, ServingFault.TimedOut, TooLate, cancellationToken);
                return;
            }

            var after = served.MovedTo(served.State, ledger.Now) with
            {
                IsAwaited = true,
                ReturnUri = returnUri,
                SealedMessage = await vault.SealMessageAsync(request.Message, served.Id, cancellationToken),
                DecideBy = decideBy,
                DueAt = dueAt,
            };
            var change = new ServedChange
            {
                Ledger = [await ledger.ReceivedAsync(request, served.Id, served.Person, cancellationToken)],
                Uses = UsesOf(request),
                Step = new ServedStep(served, after),
            };
            if (await state.CommitAsync(change, cancellationToken) == CommitOutcome.Committed)
            {
                meter.Received(request.Party, request.Service);
                await answers.AnswerAsync(served.Id, cancellationToken);
                return;
            }

            if (await state.IsUsedAsync(MessageKey(request), cancellationToken))
            {
                return;
            }

            if (await state.IsUsedAsync(RequestKey(request), cancellationToken))
            {
                await RefuseAsync(request, ServingFault.InvalidRequest, Replayed, cancellationToken);
                return;
            }
        }

        throw Contention.Endless();
    }

    public async Task RefuseAsync(ReceivedRequest request, ServingFault fault, string? detail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!await TryRefuseAsync(request, fault, detail, UsesOf(request), cancellationToken)
            && !await state.IsUsedAsync(MessageKey(request), cancellationToken))
        {
            await TryRefuseAsync(request, ServingFault.InvalidRequest, Replayed, [UsesOf(request)[0]], cancellationToken);
        }
    }

    private async Task<bool> TryRefuseAsync(
        ReceivedRequest request, ServingFault fault, string? detail, IReadOnlyList<SingleUse> uses, CancellationToken cancellationToken)
    {
        var person = await ReferenceAsync(request, cancellationToken);
        var (answer, entry, outcome) = await answers.WriteAsync(
            request, servedId: null, person, new AnswerContent.Refused(fault, detail), cancellationToken);
        var change = new ServedChange
        {
            Ledger = [await ledger.ReceivedAsync(request, servedId: null, person, cancellationToken), entry],
            Uses = uses,
            AddedAnswer = answer,
        };
        if (await state.CommitAsync(change, cancellationToken) != CommitOutcome.Committed)
        {
            return false;
        }

        Log.RequestRefused(log, request.MessageId, fault, detail);
        meter.Received(request.Party, request.Service);
        meter.Answered(request.Party, request.Service, outcome);
        sender.Send(answer);
        return true;
    }

    /// <returns>False when the request was taken before, or is a replay; then it has been answered as one.</returns>
    private async Task<bool> CommitAsync(ServedChange change, ReceivedRequest request, CancellationToken cancellationToken)
    {
        if (await state.CommitAsync(change, cancellationToken) == CommitOutcome.Committed)
        {
            return true;
        }

        if (!await state.IsUsedAsync(MessageKey(request), cancellationToken))
        {
            await RefuseAsync(request, ServingFault.InvalidRequest, Replayed, cancellationToken);
        }

        return false;
    }

    /// <summary>The second request differs from the first in its ids and addresses only: what the person sees is what leaves.</summary>
    private async Task<bool> ContinuesAsync(ServedRequest served, ReceivedRequest request, CancellationToken cancellationToken) =>
        served.Party == request.Party
        && served.Requester == request.Requester
        && served.Service == request.Service
        && served.Procedure == request.Procedure
        && served.Correlation == request.Correlation

        // While nobody waits, what is kept is the first; of whom it was asked about, whoever has come since.
        && channel.AsksTheSame(await vault.OpenMessageAsync(served, cancellationToken), request.Message);

    private async Task<ServedRequest> NewAsync(
        ReceivedRequest request, ServingTerms terms, byte[]? linkDigest, CancellationToken cancellationToken)
    {
        var id = Keys.Handle.New();
        var now = ledger.Now;
        var decideBy = Limit(request, terms.FollowWithin + terms.DecideWithin);
        return new ServedRequest
        {
            Id = id,
            Revision = 1,
            State = ServedRequestState.Received,
            Service = request.Service,
            Procedure = request.Procedure,
            Party = request.Party,
            Requester = request.Requester,
            RequesterNames = request.RequesterNames,
            RequesterCountry = request.RequesterCountry,
            Correlation = request.Correlation,
            LevelOfAssurance = terms.LevelOfAssurance,
            Person = await ReferenceAsync(request, cancellationToken),
            SealedPerson = await vault.SealAsync(request.Person, id, cancellationToken),
            SealedMessage = await vault.SealMessageAsync(request.Message, id, cancellationToken),
            LinkDigest = linkDigest,
            ReturnsByLink = request.ReturnsByLink,
            IsAwaited = !terms.Preview,

            // Whoever keeps it asks the registry at once, or has died.
            LeaseUntil = terms.Preview ? null : now + options.Value.Lease,
            DueAt = terms.Preview ? decideBy : Limit(request, terms.AnswerWithin),
            DecideBy = decideBy,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private ValueTask<PersonReference> ReferenceAsync(ReceivedRequest request, CancellationToken cancellationToken) =>
        references.OfAsync(RequestedPersons.Recognisable(request.Person), cancellationToken);

    /// <summary>A clock that is ahead there gives nobody more time.</summary>
    private DateTimeOffset Limit(ReceivedRequest request, TimeSpan within) =>
        (request.SentAt < ledger.Now ? request.SentAt : ledger.Now) + within;

    /// <summary>Ids are remembered for as long as the log is.</summary>
    private IReadOnlyList<SingleUse> UsesOf(ReceivedRequest request)
    {
        var until = ledger.Now.AddMonths(options.Value.LogMonths + 1);
        return [new SingleUse(MessageKey(request), until), new SingleUse(RequestKey(request), until)];
    }

    private static string MessageKey(ReceivedRequest request) => $"served-message:{request.Party}:{request.MessageId}";

    private static string RequestKey(ReceivedRequest request) => $"served-request:{request.Party}:{request.RequestId}";
}
