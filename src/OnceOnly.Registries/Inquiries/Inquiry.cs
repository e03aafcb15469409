// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Inquiries;

/// <summary>One question to one registry: match the person, see whom the evidence is about, hand over the documents.</summary>
internal sealed class Inquiry(InquiryContext context, IDocumentSink sink)
{
    private readonly DocumentReader documents = new(context);

    public async Task<ProviderAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var (match, unmatched) = await new PersonMatcher(context).MatchAsync(cancellationToken);
        if (match is null)
        {
            return unmatched!;
        }

        // Nothing reaches the sink before it is clear whom all of it is about.
        foreach (var document in context.Evidence.Documents.Where(document => document.Check is not null))
        {
            var (_, refused) = await documents.ReadAsync(document, match, cancellationToken);
            if (refused is not null)
            {
                return refused;
            }
        }

        foreach (var document in context.Evidence.Delivered)
        {
            if (await DeliverAsync(document, match, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return new ProviderAnswer.Provided();
    }

    private async Task<ProviderAnswer?> DeliverAsync(DocumentDeclaration document, MatchedRecord match, CancellationToken cancellationToken)
    {
        if (document.Format == DocumentFormat.Opaque)
        {
            return await documents.StreamAsync(document, match, sink, cancellationToken);
        }

        var (bytes, refused) = await documents.ReadAsync(document, match, cancellationToken);
        if (bytes is null)
        {
            return refused;
        }

        using var content = new MemoryStream(bytes, writable: false);
        await sink.WriteAsync(document.MediaType, document.FileName, content, cancellationToken);
        return null;
    }
}
