// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Writing;

namespace OnceOnly.Oots.Providing;

/// <summary>Answers go out as messages of the Exchange Data Model, each judged by the rules before it leaves.</summary>
internal sealed class ServingChannel(
    DataServices services,
    Answers answers,
    OotsCodeLists lists,
    IServiceProvider container,
    IOptions<ProvidingOptions> options,
    ILogger<ServingChannel> log) : IServingChannel
{
    // A message that names its documents is far smaller.
    private const long RoomForMessage = 256 * 1024;

    public long LargestAnswer => container.GetRequiredService<IAccessPoint>().LargestMessage - RoomForMessage;

    /// <summary>An AS4 message holds 64 parts, the message that names the documents among them.</summary>
    public int MostDocuments => 63;

    public EvidenceOffer? FindOffer(string service) => services.FindOffer(service);

    public IReadOnlyList<EvidencePiece> PiecesOf(byte[] message, IReadOnlyList<DocumentInfo> documents)
    {
        var request = KeptRequest.Read(message).Parse();
        return services.FindFor(request) is { } name ? ProvidedPieces.Of(services.Find(name)!, request, documents) : [];
    }

    public bool AsksTheSame(byte[] first, byte[] second) => QuestionOf(first).AsSpan().SequenceEqual(QuestionOf(second));

    public bool MayReturnTo(string party, Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: 0 }
        && address.Scheme == Uri.UriSchemeHttps
        && options.Value.Requesters.Any(requester => requester.Party == party
            && requester.ReturnOrigins.Any(origin => IsOrigin(origin, address)));

    public WrittenAnswer Write(AnswerOrder order)
    {
        var kept = KeptRequest.Read(order.Request);
        var request = kept.Parse();
        var service = services.FindFor(request) is { } name ? services.Find(name) : null;
        var (message, parts) = Compose(order, request, service);
        var xml = EdmWriter.Write(message);
        if (AnswerSamples.Broken(xml, lists) is { Count: > 0 } broken)
        {
            // What breaks a rule never leaves; a refusal from configuration alone was judged when the host started.
            Log.AnswerBreaksRules(log, order.Id, string.Join(", ", broken));
            var failure = Answers.Refusal(ServingFault.Failed, null, order.At);
            message = answers.Error(request, service ?? options.Value.DataServices.Values.First(), order.Id, failure);
            (xml, parts) = (EdmWriter.Write(message), []);
            if (AnswerSamples.Broken(xml, lists).Count > 0)
            {
                message = ((EvidenceErrorResponse)message) with { Requester = null };
                xml = EdmWriter.Write(message);
            }
        }

        var location = (order.Content as AnswerContent.PreviewFirst) is { } preview && message is EvidenceErrorResponse ? LocationOf(preview.LinkToken).AbsoluteUri : null;
        return Written(kept, request, message, xml, parts, order) with { PreviewLocation = location };
    }

    public WrittenAnswer WriteFailure(Guid id, byte[] answer, DateTimeOffset at)
    {
        var kept = KeptAnswer.Read(answer);
        var response = kept.Read();
        var error = new EvidenceErrorResponse
        {
            Version = response.Version,
            Id = id.ToString("D"),
            RequestId = response.RequestId,
            ErrorProvider = response.Providers[0] with { Classification = "ERRP" },
            Requester = response.Requester,
            Exceptions = [Answers.Refusal(ServingFault.Failed, null, at)],
        };
        var content = Encoding.UTF8.GetString(EdmWriter.Write(error));
        var logged = EdmLog.Of(kept.Envelope, EdmKind.Error) with
        {
            RefToMessageId = kept.RefToMessageId,
            RequestId = response.RequestId,
            ResponseId = error.Id,
            Errors = [.. error.Exceptions.Select(exception => exception.Code.Wire())],
        };
        return new WrittenAnswer((kept with { Kind = EdmKind.Error, Xml = content, Parts = [] }).ToBytes(), logged, content, []);
    }

    public async Task<Result<string>> HandOverAsync(Guid id, byte[] answer, Func<string, Stream> open, CancellationToken cancellationToken)
    {
        var kept = KeptAnswer.Read(answer);
        var message = new OutgoingEdm(
            kept.Envelope,
            kept.Kind,
            Encoding.UTF8.GetBytes(kept.Xml),
            [.. kept.Parts.Select(part => new DocumentPart(part.ContentId, part.MediaType, part.Size, () => open(part.Document)))])
        {
            RefToMessageId = kept.RefToMessageId,
            Key = id,
        };
        return await container.GetRequiredService<IAccessPoint>().SubmitAsync(message, cancellationToken);
    }

    /// <summary>The token of a preview link of ours; null when the address is anything else.</summary>
    public string? TokenIn(string previewLocation)
    {
        var start = options.Value.PreviewAddress!.AbsoluteUri;
        return previewLocation.StartsWith(start, StringComparison.Ordinal) && previewLocation.Length > start.Length ? previewLocation[start.Length..] : null;
    }

    private Uri LocationOf(string token) => new(options.Value.PreviewAddress!.AbsoluteUri + token);

    /// <summary>A request without what differs between the two of a preview, in one form whoever wrote it.</summary>
    private static byte[] QuestionOf(byte[] kept) => EdmWriter.Write(KeptRequest.Read(kept).Parse() with
    {
        Id = string.Empty,
        IssuedAt = DateTimeOffset.UnixEpoch,
        PreviewLocation = null,
        ReturnLocation = null,
    });

    private (EdmMessage Message, IReadOnlyList<KeptPart> Parts) Compose(AnswerOrder order, EvidenceRequest request, DataServiceOptions? service)
    {
        switch (order.Content)
        {
            case AnswerContent.PreviewFirst preview when service is not null:
                return (answers.Error(request, service, order.Id, Answers.PreviewRequired(request, LocationOf(preview.LinkToken), order.At)), []);
            case AnswerContent.Later later when service is not null:
                return (answers.Later(request, service, order.Id, later.Until, order.At), []);
            case AnswerContent.Pieces pieces when service is not null:
                return answers.Evidence(request, service, order.Id, pieces.All, order.At);
            case AnswerContent.Refused refused:
                return (answers.Error(request, service, order.Id, Answers.Refusal(refused.Fault, refused.Detail, order.At)), []);
            default:
                // The service was taken out of the configuration while a request was under way.
                return (answers.Error(request, service, order.Id, Answers.Refusal(ServingFault.Failed, null, order.At)), []);
        }
    }

    private static WrittenAnswer Written(
        KeptRequest kept, EvidenceRequest request, EdmMessage message, byte[] xml, IReadOnlyList<KeptPart> parts, AnswerOrder order)
    {
        var kind = message is EvidenceResponse ? EdmKind.Response : EdmKind.Error;
        var content = Encoding.UTF8.GetString(xml);
        var envelope = kept.Envelope.Answer();
        var digests = order.Content is AnswerContent.Pieces pieces
            ? pieces.All.ToDictionary(piece => piece.Document.Id, piece => Convert.ToBase64String(piece.Document.Sha256.Span), StringComparer.Ordinal)
            : [];
        var logged = EdmLog.Of(envelope, kind) with
        {
            RefToMessageId = kept.MessageId,
            RequestId = request.Id,
            ResponseId = order.Id.ToString("D"),
            Errors = message is EvidenceErrorResponse error ? [.. error.Exceptions.Select(exception => exception.Code.Wire())] : null,
        };
        return new WrittenAnswer(
            new KeptAnswer(envelope, kind, content, kept.MessageId, parts).ToBytes(),
            logged,
            content,
            [.. parts.Select(part => new LedgerDocument(part.MediaType, part.Size, digests.GetValueOrDefault(part.Document)) { ContentId = part.ContentId })]);
    }

    private static bool IsOrigin(string origin, Uri address) =>
        new Uri(origin) is var known && known.Port == address.Port && string.Equals(known.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase);
}
