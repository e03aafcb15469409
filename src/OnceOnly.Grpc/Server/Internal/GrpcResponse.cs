// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Grpc.Core;
using Grpc.Core.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What a gRPC response says in its headers and trailers.</summary>
internal static class GrpcResponse
{
    private static readonly StringValues ContentType = GrpcHeader.ContentType;
    private static readonly StringValues AcceptedEncodings = GrpcHeader.AcceptedEncodings;
    private static readonly StringValues[] Codes =
        [.. Enum.GetValues<StatusCode>().Select(code => new StringValues(((int)code).ToString(CultureInfo.InvariantCulture)))];

    /// <summary>Tells what compression is accepted to those who seem to care; most never compress.</summary>
    public static void Begin(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentType = ContentType;
        if (http.Request.Headers.ContainsKey(GrpcHeader.Encoding))
        {
            headers[GrpcHeader.AcceptEncoding] = AcceptedEncodings;
        }
    }

    /// <param name="destination">The trailers; or the headers, when they are all there is.</param>
    /// <param name="status">The outcome.</param>
    public static void End(IHeaderDictionary destination, Status status)
    {
        var code = (uint)status.StatusCode < (uint)Codes.Length ? status.StatusCode : StatusCode.Unknown;
        destination[GrpcHeader.Status] = Codes[(int)code];
        if (!string.IsNullOrEmpty(status.Detail))
        {
            destination[GrpcHeader.Message] = PercentEncoding.Encode(status.Detail);
        }
    }

    public static void Append(IHeaderDictionary destination, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (GrpcHeader.IsMetadata(entry.Key))
            {
                destination.Append(entry.Key, MetadataHeaders.Encode(entry));
            }
        }
    }
}
