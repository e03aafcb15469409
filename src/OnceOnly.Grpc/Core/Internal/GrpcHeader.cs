// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core.Internal;

/// <summary>Names and values the protocol gives a meaning (PROTOCOL-HTTP2).</summary>
internal static class GrpcHeader
{
    public const string ContentType = "application/grpc";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string AcceptedEncodings = "identity,gzip";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";

    /// <summary>True for `application/grpc` and `application/grpc+proto`, with or without parameters.</summary>
    public static bool IsGrpcContentType(ReadOnlySpan<char> contentType)
    {
        if (!contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = contentType[ContentType.Length..];
        if (rest.StartsWith("+proto", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest["+proto".Length..];
        }

        return rest.IsEmpty || rest[0] is ';' or ' ';
    }

    /// <summary>False for headers of HTTP and of the protocol itself, which applications neither see nor set.</summary>
    public static bool IsMetadata(string name)
    {
        if (name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase))
        {
            return name.Equals(StatusDetails, StringComparison.OrdinalIgnoreCase);
        }

        return !name.StartsWith(':')
            && !name.Equals("content-type", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("te", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("host", StringComparison.OrdinalIgnoreCase);
    }
}
