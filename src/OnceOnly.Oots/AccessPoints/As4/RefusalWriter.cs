// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.EDelivery.Messages;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Telemetry;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Rules;
using OnceOnly.Oots.Writing;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>Answers requests that never come to the one who would serve them.</summary>
internal sealed class RefusalWriter(
    IAccessPoint accessPoint, IMessageLedger ledger, IOptions<RefusalOptions> options, OotsCodeLists lists, ServingMeter meter, TimeProvider time, ILogger<RefusalWriter> log)
{
    private const string ErrorProvider = "ERRP";

    public async Task SendAsync(ReceivedEdm request, EdmErrorCode code, string message, string? detail, CancellationToken cancellationToken)
    {
        var header = request.Header;
        meter.Received(request.Party.Value, service: string.Empty);
        if (request.Agent(MessageProperty.OriginalSender) is not { } requester || request.Agent(MessageProperty.FinalRecipient) is not { } provider)
        {
            // Without a sender there is nobody to answer; the other access point has our receipt all the same.
            Log.NotAnswered(log, header.MessageId, "the header does not name both authorities");
            await ledger.RefuseAsync(EdmLog.Of(request), answer: null, cancellationToken);
            return;
        }

        // One refusal a message: when the message comes again after a crash, so does the same identifier.
        var id = IdentifierOf(request);
        var answer = new EvidenceErrorResponse
        {
            Version = request.Version,
            Id = id.ToString("D"),
            RequestId = request.Document?.RequestId,
            ErrorProvider = new OotsAgent(
                provider, [new OotsText("EN", options.Value.Name)], new OotsAddress(options.Value.Country), ErrorProvider),
            Requester = new OotsAgent(requester, [new OotsText("EN", "Evidence requester")]),
            Exceptions = [new EdmException(code, message, time.GetUtcNow()) { Detail = detail }],
        };
        var xml = EdmWriter.Write(answer);
        if (!EdmDocument.TryReadAs(EdmKind.Error, xml, out var document, out _)
            || EdmRules.Check(document, lists).Any(violation => violation.Severity == RuleSeverity.Error))
        {
            Log.NotAnswered(log, header.MessageId, "its header names an authority no answer may name");
            await ledger.RefuseAsync(EdmLog.Of(request), answer: null, cancellationToken);
            return;
        }

        var envelope = new EdmEnvelope(
            request.Party, header.ConversationId, header.Property(As4Names.ExchangeId) ?? id.ToString("D"), provider, requester, request.Version);
        var logged = EdmLog.Of(envelope, EdmKind.Error) with
        {
            MessageId = accessPoint.MessageIdOf(id),
            RefToMessageId = header.MessageId,
            ResponseId = answer.Id,
            Errors = [code.Wire()],
        };
        await ledger.RefuseAsync(EdmLog.Of(request), logged, cancellationToken);
        meter.Answered(request.Party.Value, service: string.Empty, code.Wire());
        var sent = await accessPoint.SubmitAsync(
            new OutgoingEdm(envelope, EdmKind.Error, xml, []) { RefToMessageId = header.MessageId, Key = id }, cancellationToken);
        if (sent.Error is { } error)
        {
            Log.NotAnswered(log, header.MessageId, error.Detail ?? "the sender is no partner any more");
        }
    }

    private static Guid IdentifierOf(ReceivedEdm request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Party.Scheme}\n{request.Party.Value}\n{request.Header.MessageId}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
