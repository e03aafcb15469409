// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Providers;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Catalogue;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Requesting.Answers;
using OnceOnly.Oots.Requesting.Requests;
using OnceOnly.Oots.Rules;
using OnceOnly.Oots.Writing;

namespace OnceOnly.Oots.Requesting;

/// <summary>Makes the first request of an exchange from the citizen's, and the second one from the first. Both keep every rule before they leave.</summary>
internal sealed class RequestDrafts(
    OotsCatalogue catalogue,
    RequestBuilder builder,
    ISentRequests requests,
    AnswerKeeper answers,
    RequestSecrets secrets,
    IRemits remits,
    IAccessPoint accessPoint,
    IMessageLedger ledger,
    OotsCodeLists lists,
    TimeProvider clock,
    ILogger<RequestDrafts> log)
{
    public async Task<Result<SentRequest>> MakeAsync(ProviderQuestion question, CancellationToken cancellationToken) =>
        question.Preview is { } journey
            ? await SecondAsync(question, journey, cancellationToken)
            : await FirstAsync(question, cancellationToken);

    /// <summary>The message as it was, or will be, sent.</summary>
    public async Task<byte[]> OpenAsync(SentRequest request, CancellationToken cancellationToken) =>
        await secrets.OpenAsync(request.Sealed, ContextOf(request.Id), cancellationToken);

    /// <summary>What was asked.</summary>
    public async Task<EvidenceRequest> ReadAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var xml = await OpenAsync(request, cancellationToken);
        return EdmDocument.TryRead(xml, out var document, out _) && EdmParser.TryParse(document, out var message, out _) && message is EvidenceRequest read
            ? read
            : throw new InvalidDataException("A stored request cannot be read.");
    }

    /// <summary>What the law's log says of it, with the transport id it will have.</summary>
    public async Task<LedgerRecord> EntryOfAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var message = await ReadAsync(request, cancellationToken);
        var kept = EdmLog.Of(request.Envelope, EdmKind.Request) with
        {
            MessageId = accessPoint.MessageIdOf(request.Id),
            RequestId = message.Id,
            Requirements = [.. message.Requirements.Select(requirement => requirement.Identifier)],
        };
        var travelling = new TravellingMessage(IsSent: true, kept, Encoding.UTF8.GetString(await OpenAsync(request, cancellationToken)), []);
        return await ledger.RecordAsync(request.Exchange, travelling, cancellationToken);
    }

    private async Task<Result<SentRequest>> FirstAsync(ProviderQuestion question, CancellationToken cancellationToken)
    {
        var query = new EvidenceQuery(question.Procedure, EvidenceType: question.Offer.EvidenceType, Provider: question.Offer.Provider)
        {
            Finder = question.Client is { } client ? new Finder(question.Requester, client) : null,
            IsRequested = true,
        };
        var services = await catalogue.FindServicesAsync(query, cancellationToken);
        if (!services.IsSuccess)
        {
            return services.Error;
        }

        if (services.Value is not [var offer])
        {
            return new EvidenceError(EvidenceErrorCode.NoProvider, "The Data Service Directory does not name this provider (any more).");
        }

        if (builder.First(question, offer) is not { } request)
        {
            Log.NoRequester(log, question.Requester);
            return new EvidenceError(EvidenceErrorCode.Internal);
        }

        if (remits.Find(offer.Access.Party)?.Covers(request.Provider.Identifier, offer.Name.Country) is not true)
        {
            Log.ProviderBeyondRemit(log, question.ExchangeId, offer.Access.Party.Value);
            return new EvidenceError(EvidenceErrorCode.RegistryUnreachable, "Nothing is agreed with the provider's access point.");
        }

        var envelope = new EdmEnvelope(
            offer.Access.Party,
            (await secrets.PseudonymAsync(question.ExplicitRequest ?? question.ExchangeId, "conversation", cancellationToken)).ToString("D"),
            offer.Version >= EdmVersion.V20 ? Guid.NewGuid().ToString("D") : null,
            request.Requester.Identifier,
            request.Provider.Identifier,
            offer.Version);
        return await DraftAsync(question, envelope, request, cancellationToken);
    }

    private async Task<Result<SentRequest>> SecondAsync(ProviderQuestion question, PreviewJourney journey, CancellationToken cancellationToken)
    {
        if (await requests.FindFirstAsync(question.ExchangeId, cancellationToken) is not { Answer: not null } first
            || await LocationAsync(first, cancellationToken) is not { } location)
        {
            return new EvidenceError(EvidenceErrorCode.Internal);
        }

        // The location verbatim, which a Uri would not promise.
        var second = PreviewRequests.Second(await ReadAsync(first, cancellationToken), location, journey.ReturnTo.AbsoluteUri, clock.GetUtcNow());
        return await DraftAsync(question, first.Envelope, second, cancellationToken);
    }

    private async Task<string?> LocationAsync(SentRequest first, CancellationToken cancellationToken)
    {
        var answer = await answers.OpenAsync(first, cancellationToken);
        return EdmDocument.TryRead(answer.Xml, out var document, out _)
            && EdmParser.TryParse(document, out var message, out _)
            && message is EvidenceErrorResponse error
            ? PreviewRequests.LocationIn(error)
            : null;
    }

    private async Task<Result<SentRequest>> DraftAsync(
        ProviderQuestion question, EdmEnvelope envelope, EvidenceRequest request, CancellationToken cancellationToken)
    {
        var xml = EdmWriter.Write(request);
        var broken = EdmDocument.TryReadAs(EdmKind.Request, xml, out var document, out _)
            ? EdmRules.Check(document, lists).Where(violation => violation.Severity == RuleSeverity.Error).Select(violation => violation.Id).Distinct(StringComparer.Ordinal).ToArray()
            : ["unreadable"];
        if (broken.Length == 0 && !EdmParser.TryParse(document!, out _, out var problem))
        {
            // A record of the directory may lack what the schema requires.
            broken = [problem];
        }

        if (broken.Length > 0)
        {
            Log.RequestBreaksRules(log, question.ExchangeId, string.Join(' ', broken));
            return new EvidenceError(EvidenceErrorCode.Internal);
        }

        var id = Guid.Parse(request.Id.AsSpan(EdmNames.UuidUrnPrefix.Length));
        return new SentRequest
        {
            Id = id,
            Exchange = question.ExchangeId,
            Attempt = question.Attempt,
            IsSecond = request.PreviewLocation is not null,
            Envelope = envelope,
            Sealed = await secrets.SealAsync(xml, ContextOf(id), cancellationToken),
            State = RequestState.Waiting,
            CreatedAt = clock.GetUtcNow(),
        };
    }

    private static string ContextOf(Guid id) => $"request|{id:N}";
}
