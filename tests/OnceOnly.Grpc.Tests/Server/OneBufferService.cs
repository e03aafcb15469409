// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using Grpc.Core;
using OnceOnly.Grpc.Tests.Protos;

namespace OnceOnly.Grpc.Tests.Server;

/// <summary>Sends the same message over and over.</summary>
public sealed class OneBufferService : Bulk.BulkBase
{
    private static readonly OneReply Message = new() { Body = UnsafeByteOperations.UnsafeWrap(new byte[64 * 1024]) };

    public override async Task Send(Empty request, IServerStreamWriter<OneReply> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < 800; i++)
        {
            await responseStream.WriteAsync(Message);
        }
    }
}
