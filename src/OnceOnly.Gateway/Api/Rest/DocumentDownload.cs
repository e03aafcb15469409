// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Api.Authentication;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>One document over REST, segment by segment: memory does not grow with its size.</summary>
internal static class DocumentDownload
{
    public static async Task<IResult> FetchAsync(
        HttpContext context, IEvidenceBroker broker, PartialDeliveries partial, string exchangeId, string documentId)
    {
        if ((RequestRules.Identifier("exchange_id", exchangeId) ?? RequestRules.Identifier("document_id", documentId)) is { } error)
        {
            return new ErrorResult(error);
        }

        var call = context.Features.GetRequiredFeature<ApiCaller>().Call;
        if (!call.IsSuccess)
        {
            return new ErrorResult(call.Error);
        }

        var delivery = await broker.FetchAsync(call.Value, exchangeId, context.RequestAborted);
        if (!delivery.IsSuccess)
        {
            return new ErrorResult(delivery.Error);
        }

        if (delivery.Value.Documents.FirstOrDefault(document => document.Id == documentId) is not { } found)
        {
            return new ErrorResult(new EvidenceError(EvidenceErrorCode.NotFound));
        }

        await SendAsync(context, delivery.Value, found);

        // The bytes have left: that is recorded even when the client closes the connection right after the last one.
        if (await partial.IsCompleteAsync(exchangeId, found, delivery.Value.Documents))
        {
            await delivery.Value.CompleteAsync(CancellationToken.None);
        }

        return TypedResults.Empty;
    }

    private static async Task SendAsync(HttpContext context, IEvidenceDelivery delivery, DocumentInfo document)
    {
        var response = context.Response;
        response.ContentType = document.MediaType;
        response.ContentLength = document.Size;
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(document.Sha256.Span)}:";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document.FileName);
        response.Headers.ContentDisposition = disposition.ToString();
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await foreach (var segment in delivery.ReadAsync(document, context.RequestAborted))
        {
            await response.Body.WriteAsync(segment, context.RequestAborted);
        }

        await response.Body.FlushAsync(context.RequestAborted);
    }
}
