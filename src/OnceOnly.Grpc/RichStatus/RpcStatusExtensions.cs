// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using RpcStatus = Google.Rpc.Status;

namespace Grpc.Core;

/// <summary>Statuses with details: messages of `google.rpc` beside the code and the sentence.</summary>
public static class RpcStatusExtensions
{
    /// <summary>An exception that a service throws to answer with this status and its details.</summary>
    public static RpcException ToRpcException(this RpcStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var trailers = new Metadata();
        trailers.SetRpcStatus(status);
        return new RpcException(new Status((StatusCode)status.Code, status.Message), trailers);
    }

    /// <summary>The first detail of this type, or null.</summary>
    public static T? GetDetail<T>(this RpcStatus status)
        where T : class, IMessage<T>, new()
    {
        ArgumentNullException.ThrowIfNull(status);
        var type = new T().Descriptor;
        return status.Details.FirstOrDefault(detail => detail.Is(type))?.Unpack<T>();
    }
}
