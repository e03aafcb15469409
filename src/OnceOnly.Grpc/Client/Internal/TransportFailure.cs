// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The status for a connection or stream that broke (PROTOCOL-HTTP2, errors).</summary>
internal static class TransportFailure
{
    public static Status StatusOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RpcException refusal:
                    return refusal.Status;
                case HttpProtocolException reset:
                    return new Status(CodeOf(reset.ErrorCode), $"The server reset the stream with HTTP/2 error {reset.ErrorCode}.", exception);
            }
        }

        return exception is HttpRequestException or IOException
            ? new Status(StatusCode.Unavailable, "The server could not be reached, or the connection broke.", exception)
            : new Status(StatusCode.Internal, "The call could not be made.", exception);
    }

    private static StatusCode CodeOf(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
