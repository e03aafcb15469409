// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.ExceptionServices;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Calls;
using OnceOnly.Registries.Declarations;
using OnceOnly.Registries.Subjects;

namespace OnceOnly.Registries.Inquiries;

/// <summary>Fetches documents: those that can be read are read whole and held to what they must say, the rest stream by.</summary>
internal sealed class DocumentReader(InquiryContext context)
{
    private const int MaximumStructuredBytes = 4 * 1024 * 1024;

    private readonly Dictionary<DocumentDeclaration, byte[]> read = [];

    /// <summary>Fetches a structured document once, however often it is asked for.</summary>
    /// <returns>The document, well formed and about the person, or what to answer instead.</returns>
    public async Task<(byte[]? Bytes, ProviderAnswer? Refused)> ReadAsync(
        DocumentDeclaration document, MatchedRecord match, CancellationToken cancellationToken)
    {
        if (read.TryGetValue(document, out var known))
        {
            return (known, null);
        }

        var reply = await CallAsync(document, match, MaximumStructuredBytes, cancellationToken);
        if (reply is not RegistryReply.Whole { Body: var bytes })
        {
            return (null, Instead(reply, document));
        }

        if (Parse(document, bytes) is not { } record)
        {
            return (null, context.Refused(EvidenceErrorCode.RegistryAnswerInvalid, "cannot be read", document.FileName));
        }

        if (context.Check(document.Check, record, document.FileName) is { } refused)
        {
            return (null, refused);
        }

        read[document] = bytes;
        return (bytes, null);
    }

    /// <returns>What to answer when the document did not reach the sink whole.</returns>
    public async Task<ProviderAnswer?> StreamAsync(
        DocumentDeclaration document, MatchedRecord match, IDocumentSink sink, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? sinkFault = null;
        var reply = await CallAsync(document, match, context.Provider.MaximumDocumentBytes, cancellationToken, async (response, token) =>
        {
            await using var content = new DocumentStream(
                await response.Content.ReadAsStreamAsync(token),
                context.Provider.MaximumDocumentBytes,
                context.Provider.Resilience.Timeouts.Try,
                context.Time);
            try
            {
                await sink.WriteAsync(document.MediaType, document.FileName, content, token);
            }
            catch (Exception) when (content.Failure is not null)
            {
                return content.Failure with { IsHalfRead = true };
            }
            catch (Exception exception) when (!token.IsCancellationRequested)
            {
                // Not the registry's failure, and so not its breaker's business.
                sinkFault = ExceptionDispatchInfo.Capture(exception);
                return new RegistryReply.Read();
            }

            return content.BytesRead > 0
                ? new RegistryReply.Read()
                : new RegistryReply.Failed(EvidenceErrorCode.RegistryAnswerInvalid, "empty") { IsHalfRead = true };
        });
        sinkFault?.Throw();
        return reply switch
        {
            RegistryReply.Read => null,
            RegistryReply.Failed { IsHalfRead: true } failed => context.Refused(failed.Code, failed.Cause, document.FileName),
            _ => Instead(reply, document),
        };
    }

    /// <returns>Null when a key of the record would lead elsewhere than the declaration says.</returns>
    private async Task<RegistryReply?> CallAsync(
        DocumentDeclaration document,
        MatchedRecord match,
        long maximumBytes,
        CancellationToken cancellationToken,
        Func<HttpResponseMessage, CancellationToken, Task<RegistryReply>>? reader = null)
    {
        var address = document.Path.Fill(
            context.Provider.BaseAddress, placeholder => match.Keys.GetValueOrDefault(placeholder) ?? context.ValueOf(placeholder));
        if (address is null)
        {
            return null;
        }

        var question = context.Question;
        var call = new RegistryCall(
            CallStep.Document, HttpMethod.Get, address, document.MediaType, maximumBytes, question.ExchangeId, question.MayRepeatAsync)
        {
            Deferral = context.Evidence.Deferral,
            Reader = reader,
        };
        return await context.Caller.CallAsync(call, cancellationToken);
    }

    private ProviderAnswer Instead(RegistryReply? reply, DocumentDeclaration document) =>
        reply is null
            ? context.Refused(EvidenceErrorCode.RegistryAnswerInvalid, "under a key that leads elsewhere", document.FileName)
            : context.AnswerOf(reply);

    private static StructuredRecord? Parse(DocumentDeclaration document, byte[] bytes)
    {
        if (document.Format == DocumentFormat.Xml)
        {
            return XmlRecord.TryParse(bytes, document.Namespaces, out var xml) ? xml : null;
        }

        return JsonRecord.TryParse(bytes, out var json) ? json : null;
    }
}
