// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Http.Headers;
using Grpc.Core.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>A gRPC request body. Its length is never announced, so that it can be a stream.</summary>
internal abstract class GrpcContent : HttpContent
{
    private static readonly MediaTypeHeaderValue MediaType = new(GrpcHeader.ContentType);

    protected GrpcContent() => Headers.ContentType = MediaType;

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected abstract override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken);

    protected sealed override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
