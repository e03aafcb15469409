// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>How a call ended.</summary>
internal sealed record CallEnd(Status Status, Metadata Trailers)
{
    public CallEnd(Status status)
        : this(status, Metadata.Empty)
    {
    }

    public bool IsOk => Status.StatusCode == StatusCode.OK;

    public RpcException ToException() => new(Status, Trailers);
}
