// SPDX-License-Identifier: EUPL-1.2

using RpcStatus = Google.Rpc.Status;

namespace Grpc.Core;

public static class RpcExceptionExtensions
{
    /// <summary>The status with its details, or null when the other side sent none that can be read.</summary>
    public static RpcStatus? GetRpcStatus(this RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Trailers.GetRpcStatus(ignoreParseError: true);
    }
}
