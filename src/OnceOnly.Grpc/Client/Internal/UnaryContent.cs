// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Grpc.Core;
using Grpc.Core.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>A body of one message. It can be sent again when the connection was lost before the server saw it.</summary>
internal sealed class UnaryContent<T>(T message, Action<T, SerializationContext> serializer, int? maxSize) : GrpcContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer();
        new MessageWriter(maxSize).Write(buffer, message, serializer);
        await stream.WriteAsync(buffer.Written, cancellationToken);
    }
}
