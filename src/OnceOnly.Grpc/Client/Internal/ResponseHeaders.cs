// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Core.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>What response headers and trailers say.</summary>
internal static class ResponseHeaders
{
    public static Metadata Read(HttpResponseMessage response)
    {
        var metadata = new Metadata();
        Read(response.Headers, metadata);
        Read(response.Content.Headers, metadata);
        return metadata;
    }

    public static string? EncodingOf(HttpResponseMessage response) => Find(response.Headers, GrpcHeader.Encoding);

    /// <summary>The end of the call when the headers already tell it: an answer without messages, or one that is not gRPC.</summary>
    public static CallEnd? EndOf(HttpResponseMessage response)
    {
        var isGrpc = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var contentType)
            && GrpcHeader.IsGrpcContentType(contentType.ToString());
        if (response.StatusCode == HttpStatusCode.OK && isGrpc)
        {
            return StatusIn(response.Headers) is { } status ? new CallEnd(status, Read(response)) : null;
        }

        var detail = response.StatusCode == HttpStatusCode.OK
            ? "The answer is not gRPC."
            : $"The server answered with HTTP status {(int)response.StatusCode}.";
        return new CallEnd(isGrpc && StatusIn(response.Headers) is { } told ? told : new Status(CodeOf(response.StatusCode), detail), Read(response));
    }

    public static CallEnd EndOf(HttpResponseHeaders trailers)
    {
        var metadata = new Metadata();
        Read(trailers, metadata);
        return new CallEnd(StatusIn(trailers) ?? new Status(StatusCode.Unknown, "The answer ended without a status."), metadata);
    }

    private static Status? StatusIn(HttpResponseHeaders headers)
    {
        if (Find(headers, GrpcHeader.Status) is not { } text)
        {
            return null;
        }

        var known = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && code <= (int)StatusCode.Unauthenticated;
        return new Status(known ? (StatusCode)code : StatusCode.Unknown, PercentEncoding.Decode(Find(headers, GrpcHeader.Message) ?? ""));
    }

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static void Read(HttpHeaders headers, Metadata metadata)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                // A server's broken binary header must not hide its status: it is passed over.
                MetadataHeaders.TryAdd(metadata, name, value);
            }
        }
    }

    /// <summary>The meaning gRPC gives the HTTP status of something that does not speak gRPC.</summary>
    private static StatusCode CodeOf(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
