// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Calls;
using OnceOnly.Registries.Declarations;
using OnceOnly.Registries.Subjects;
using OnceOnly.Registries.Templates;

namespace OnceOnly.Registries.Inquiries;

/// <summary>One question to one registry: match the person, see whom the evidence is about, hand over the documents.</summary>
internal sealed class Inquiry(
    ProviderDeclaration provider,
    EvidenceDeclaration evidence,
    RegistryCaller caller,
    ProviderQuestion question,
    IDocumentSink sink,
    TimeProvider time,
    ILogger logger)
{
    private const int MaximumLookupBytes = 1024 * 1024;
    private const int MaximumStructuredBytes = 4 * 1024 * 1024;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> read = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> keys = new Dictionary<string, string>(StringComparer.Ordinal);

    public async Task<ProviderAnswer> AskAsync(CancellationToken cancellationToken)
    {
        if (await MatchAsync(cancellationToken) is { } unmatched)
        {
            return unmatched;
        }

        // Nothing reaches the sink before it is clear whom all of it is about.
        foreach (var document in evidence.Documents.Where(document => document.Check is not null))
        {
            if (await ReadAsync(document, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        foreach (var document in evidence.Delivered)
        {
            if (await DeliverAsync(document, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return new ProviderAnswer.Provided();
    }

    private async Task<ProviderAnswer?> MatchAsync(CancellationToken cancellationToken)
    {
        var lookup = evidence.Lookup!;
        var address = lookup.Path.Fill(provider.BaseAddress, ValueOf);
        var body = lookup.Body?.Fill(ValueOf);
        if (address is null || (lookup.Body is not null && body is null))
        {
            return NotFound("the eID gave no value that this registry can be asked by");
        }

        var call = new RegistryCall(CallStep.Lookup, lookup.Method, address, MediaTypes.Json, MaximumLookupBytes, true, question.ExchangeId)
        {
            JsonBody = body,
            Deferral = evidence.Deferral,
        };
        var reply = await caller.CallAsync(call, cancellationToken);
        if (reply is not RegistryReply.Whole whole)
        {
            return AnswerOf(reply);
        }

        if (!MatchedRecord.TryRead(whole.Body, lookup, out var match))
        {
            return Refused(EvidenceErrorCode.RegistryAnswerInvalid, "not as declared", "the lookup");
        }

        if (match.Record is not { } record)
        {
            return NotFound(match.Count == 0 ? "no record" : "several records");
        }

        keys = match.Keys;
        return lookup.Check is null ? null : Check(lookup.Check, record, "the lookup");
    }

    private async Task<ProviderAnswer?> ReadAsync(DocumentDeclaration document, CancellationToken cancellationToken)
    {
        if (CallFor(document) is not { } call)
        {
            return Refused(EvidenceErrorCode.RegistryAnswerInvalid, "a key that leads elsewhere", document.FileName);
        }

        var reply = await caller.CallAsync(call, cancellationToken);
        if (reply is not RegistryReply.Whole whole)
        {
            return AnswerOf(reply);
        }

        if (!TryParse(document, whole.Body, out var record))
        {
            return Refused(EvidenceErrorCode.RegistryAnswerInvalid, "cannot be read", document.FileName);
        }

        read[document.FileName] = whole.Body;
        return document.Check is null ? null : Check(document.Check, record, document.FileName);
    }

    private async Task<ProviderAnswer?> DeliverAsync(DocumentDeclaration document, CancellationToken cancellationToken)
    {
        if (document.Format == DocumentFormat.Opaque)
        {
            return await StreamAsync(document, cancellationToken);
        }

        if (!read.ContainsKey(document.FileName) && await ReadAsync(document, cancellationToken) is { } refused)
        {
            return refused;
        }

        using var content = new MemoryStream(read[document.FileName].ToArray(), writable: false);
        await sink.WriteAsync(document.MediaType, document.FileName, content, cancellationToken);
        return null;
    }

    private async Task<ProviderAnswer?> StreamAsync(DocumentDeclaration document, CancellationToken cancellationToken)
    {
        if (CallFor(document) is not { } call)
        {
            return Refused(EvidenceErrorCode.RegistryAnswerInvalid, "a key that leads elsewhere", document.FileName);
        }

        using var reply = await caller.CallAsync(call, cancellationToken);
        if (reply is not RegistryReply.Streaming streaming)
        {
            return AnswerOf(reply);
        }

        await using var content = new DocumentStream(
            await streaming.Response.Content.ReadAsStreamAsync(cancellationToken),
            call.MaximumBytes,
            provider.Resilience.Timeouts.Try,
            time);
        try
        {
            await sink.WriteAsync(document.MediaType, document.FileName, content, cancellationToken);
        }
        catch (Exception) when (content.Failure is not null)
        {
            return Refused(content.Failure.Code, content.Failure.Cause, document.FileName);
        }

        return content.BytesRead == 0 ? Refused(EvidenceErrorCode.RegistryAnswerInvalid, "empty", document.FileName) : null;
    }

    private RegistryCall? CallFor(DocumentDeclaration document) =>
        document.Path.Fill(provider.BaseAddress, name => keys.GetValueOrDefault(name) ?? ValueOf(name)) is not { } address
            ? null
            : new RegistryCall(
                CallStep.Document,
                HttpMethod.Get,
                address,
                document.MediaType,
                document.Format == DocumentFormat.Opaque ? provider.MaximumDocumentBytes : MaximumStructuredBytes,
                document.Format != DocumentFormat.Opaque,
                question.ExchangeId)
            {
                Deferral = evidence.Deferral,
            };

    private static bool TryParse(
        DocumentDeclaration document, ReadOnlyMemory<byte> body, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StructuredRecord? record)
    {
        record = null;
        if (document.Format == DocumentFormat.Xml)
        {
            if (XmlRecord.TryParse(body, document.Namespaces, out var xml))
            {
                record = xml;
            }
        }
        else if (JsonRecord.TryParse(body, out var json))
        {
            record = json;
        }

        return record is not null;
    }

    private string? ValueOf(string name) => name switch
    {
        PlaceholderNames.Procedure => question.Procedure,
        PlaceholderNames.Requester => question.Requester,
        _ => SubjectAttribute.For(evidence.Subject)
            .FirstOrDefault(attribute => attribute.Name == name)?.ValueFor(question.Person.Subject, provider.Country),
    };

    private ProviderAnswer.Failed? Check(SubjectCheck check, StructuredRecord record, string source) =>
        check.Refuses(record, question.Person.Subject, provider.Country) is { } code
            ? Refused(code, code == EvidenceErrorCode.RegistryAnswerInvalid ? "not whom it is about" : "about another person", source)
            : null;

    private ProviderAnswer AnswerOf(RegistryReply reply) => reply switch
    {
        RegistryReply.Deferred deferred => new ProviderAnswer.Deferred(deferred.Until),
        RegistryReply.Failed failed => new ProviderAnswer.Failed(
            new EvidenceError(failed.Code) { RetryAfter = failed.RetryAfter is { } wait ? time.GetUtcNow() + wait : null }),
        _ => NotFound("status 404"),
    };

    /// <summary>Unknown, none and several look alike to whoever asked; only the log knows.</summary>
    private ProviderAnswer.Failed NotFound(string cause)
    {
        Log.NotFound(logger, provider.Id, question.Offer.EvidenceType, question.ExchangeId, cause);
        return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound));
    }

    private ProviderAnswer.Failed Refused(EvidenceErrorCode code, string cause, string source)
    {
        Log.AnswerRefused(logger, provider.Id, question.Offer.EvidenceType, question.ExchangeId, code, cause, source);
        return new ProviderAnswer.Failed(new EvidenceError(code));
    }
}
