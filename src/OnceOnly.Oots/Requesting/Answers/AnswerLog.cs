// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Providers;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>What the law's log says of answers.</summary>
internal static class AnswerLog
{
    /// <summary>Of one that is kept for its asker.</summary>
    public static TravellingMessage Of(SentRequest request, (string MessageId, DateTimeOffset SentAt) header, WaitingAnswer answer)
    {
        var message = Read(answer.Xml, out var xml);
        var kept = EdmLog.Of(request.Envelope.Answer(), message is EvidenceErrorResponse ? EdmKind.Error : EdmKind.Response) with
        {
            MessageId = header.MessageId,
            RefToMessageId = request.MessageId,
            SentAt = header.SentAt,
            RequestId = EdmNames.UuidUrnPrefix + request.Id.ToString("D"),
            ResponseId = IdOf(message),
            Errors = answer.BrokenRules.Count > 0 ? answer.BrokenRules : ErrorsOf(message),
        };
        var documents = answer.Documents.Select(part => new LedgerDocument(part.MediaType, part.Size, part.Sha256) { ContentId = part.ContentId });
        return new TravellingMessage(IsSent: false, kept, xml, [.. documents]);
    }

    /// <summary>Of one that is dropped.</summary>
    public static TravellingMessage Of(IncomingEdm answer)
    {
        var message = answer.Message;
        var kept = EdmLog.Of(answer.Envelope, message is EvidenceErrorResponse ? EdmKind.Error : EdmKind.Response) with
        {
            MessageId = answer.MessageId,
            RefToMessageId = answer.RefToMessageId,
            SentAt = answer.SentAt,
            RequestId = message switch { EvidenceResponse response => response.RequestId, EvidenceErrorResponse error => error.RequestId, _ => null },
            ResponseId = IdOf(message),
            Errors = ErrorsOf(message),
        };
        var documents = answer.Documents.Select(part => new LedgerDocument(part.MediaType, part.Size) { ContentId = part.ContentId });
        return new TravellingMessage(IsSent: false, kept, answer.Document.Root.OuterXml, [.. documents]);
    }

    /// <summary>Of a broken one that is dropped.</summary>
    public static TravellingMessage Of(BrokenAnswer answer) => new(IsSent: false, answer.Log, string.Empty, []);

    private static EdmMessage? Read(byte[] octets, out string xml)
    {
        if (!EdmDocument.TryRead(octets, out var document, out _))
        {
            xml = Encoding.UTF8.GetString(octets);
            return null;
        }

        xml = document.Root.OuterXml;
        return EdmParser.TryParse(document, out var message, out _) ? message : null;
    }

    private static string? IdOf(EdmMessage? message) => message switch
    {
        EvidenceResponse response => response.Id,
        EvidenceErrorResponse error => error.Id,
        _ => null,
    };

    private static IReadOnlyList<string>? ErrorsOf(EdmMessage? message) =>
        message is EvidenceErrorResponse error ? [.. error.Exceptions.Select(exception => exception.Code.Wire())] : null;
}
