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

    public static void Begin(HttpResponse response)
    {
        response.Headers.ContentType = ContentType;
        response.Headers[GrpcHeader.AcceptEncoding] = AcceptedEncodings;
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
