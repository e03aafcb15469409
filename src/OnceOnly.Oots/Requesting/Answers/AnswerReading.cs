// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Faults;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>What an answer means for the exchange.</summary>
internal sealed class AnswerReading(
    AnswerKeeper keeper, RequestDrafts drafts, IRemits remits, RequestingOptions options, ILogger<AnswerReading> log)
{
    private static readonly ProviderAnswer Invalid = new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryAnswerInvalid));

    public async Task<ProviderAnswer> TakeAsync(SentRequest request, IDocumentSink sink, CancellationToken cancellationToken)
    {
        var answer = await keeper.OpenAsync(request, cancellationToken);
        if (answer.BrokenRules.Count > 0
            || !EdmDocument.TryRead(answer.Xml, out var document, out _)
            || !EdmParser.TryParse(document, out var message, out _))
        {
            Log.AnswerBreaksRules(log, request.Exchange, request.Id, string.Join(' ', answer.BrokenRules));
            return Invalid;
        }

        return message switch
        {
            EvidenceErrorResponse error => OfError(request, error),
            EvidenceResponse response => await OfResponseAsync(request, response, answer, sink, cancellationToken),
            _ => Invalid,
        };
    }

    private ProviderAnswer OfError(SentRequest request, EvidenceErrorResponse error)
    {
        if (PreviewRequests.LocationIn(error) is { } location)
        {
            if (request.IsSecond)
            {
                Log.PreviewTwice(log, request.Exchange, request.Id);
                return Invalid;
            }

            if (!PreviewRequests.MayFollow(location, options.OriginsOf(request.Envelope.FinalRecipient.Value, request.Envelope.Party.Value)))
            {
                Log.PreviewOriginUnknown(log, request.Exchange, request.Envelope.Party.Value);
                return Invalid;
            }

            return new ProviderAnswer.PreviewElsewhere(new Uri(location), request.Answer!.SentAt + options.FollowLink);
        }

        var code = error.Exceptions[0].Code;
        Log.ErrorAnswer(log, request.Exchange, request.Id, string.Join(' ', error.Exceptions.Select(exception => exception.Code.Wire())));

        // To the first request it is the provider that took too long; to the second, the citizen.
        return code == EdmErrorCode.Timeout && !request.IsSecond
            ? new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryUnreachable))
            : new ProviderAnswer.Failed(OotsFaults.Of(code));
    }

    private async Task<ProviderAnswer> OfResponseAsync(
        SentRequest request, EvidenceResponse response, WaitingAnswer answer, IDocumentSink sink, CancellationToken cancellationToken)
    {
        if (response.AvailableAt is { } until)
        {
            return new ProviderAnswer.Deferred(until);
        }

        var asked = await drafts.ReadAsync(request, cancellationToken);
        var refusal = ResponseAcceptance.Refuse(
            asked,
            response,
            [.. answer.Documents.Select(document => document.ContentId)],
            remits.Find(request.Envelope.Party));
        if (refusal is not null)
        {
            Log.AnswerRefused(log, request.Exchange, request.Id, refusal.Detail ?? refusal.WireCode);
            return new ProviderAnswer.Failed(refusal);
        }

        if (response.Packages.Count == 0)
        {
            // Who was asked to preview and gets nothing has declined; to a first request it says that there is nothing.
            return request.IsSecond ? new ProviderAnswer.Declined() : new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound));
        }

        var documents = Documents(response)
            .Select(named => (named.Kind, named.Document, Waiting: answer.Documents.First(part => part.ContentId == named.Document.PartId)))
            .Select(named => (named.Kind, named.Waiting, Form: FormOf(named.Document, named.Waiting)))
            .ToArray();
        if (Array.Exists(documents, document => document.Form is null))
        {
            Log.AnswerRefused(log, request.Exchange, request.Id, "A document came in another form than the answer says.");
            return Invalid;
        }

        var number = 0;
        foreach (var (kind, waiting, form) in documents)
        {
            number++;
            await using var content = keeper.Read(request, waiting, cancellationToken);
            await sink.WriteAsync(form!, DocumentNames.Of(number, kind, form!), content, cancellationToken);
        }

        return new ProviderAnswer.Provided(NeedsPreview: asked.PossibilityForPreview && !request.IsSecond);
    }

    /// <summary>The media type, without parameters, that the answer and the part agree on; a part need not say one. Null when they differ.</summary>
    private static string? FormOf(EvidenceDocument document, WaitingDocument part)
    {
        var came = part.MediaType.Split(';')[0].Trim();
        return document.Metadata.Distribution is not { } said ? came
            : came == DocumentPart.UnsaidType || string.Equals(said.Format, came, StringComparison.OrdinalIgnoreCase) ? said.Format
            : null;
    }

    private static IEnumerable<(string Kind, EvidenceDocument Document)> Documents(EvidenceResponse response) =>
        response.Packages.SelectMany(package => package.Supplements
            .Select(supplement => (supplement.Kind, supplement.Document))
            .Prepend(("Evidence", package.Main)));
}
