// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using OnceOnly.Grpc.Tests.Protos;
using Empty = OnceOnly.Grpc.Tests.Protos.Empty;
using Status = Grpc.Core.Status;

namespace OnceOnly.Grpc.Tests.Serving;

public sealed class InteropService(CallWatch watch) : Interop.InteropBase
{
    public const string EchoHeader = "x-echo-initial";
    public const string EchoTrailer = "x-echo-trailing-bin";

    public override async Task<Empty> Nothing(Empty request, ServerCallContext context)
    {
        await EchoMetadataAsync(context);
        return new Empty();
    }

    public override async Task<OneReply> One(OneRequest request, ServerCallContext context)
    {
        await EchoMetadataAsync(context);
        EndAsWished(request.Ending);
        return new OneReply { Body = Zeros(request.ReplySize) };
    }

    public override async Task Down(ManyRequest request, IServerStreamWriter<OneReply> responseStream, ServerCallContext context)
    {
        await watch.FollowAsync(context, async () =>
        {
            await EchoMetadataAsync(context);
            await SendAsync(request, responseStream, context);
        });
    }

    public override async Task<SumReply> Up(IAsyncStreamReader<OneRequest> requestStream, ServerCallContext context)
    {
        var sum = 0;
        await watch.FollowAsync(context, async () =>
        {
            await EchoMetadataAsync(context);
            await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            {
                EndAsWished(request.Ending);
                sum += request.Body.Length;
            }
        });
        return new SumReply { Sum = sum };
    }

    public override async Task Both(
        IAsyncStreamReader<ManyRequest> requestStream,
        IServerStreamWriter<OneReply> responseStream,
        ServerCallContext context)
    {
        await watch.FollowAsync(context, async () =>
        {
            await EchoMetadataAsync(context);
            await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            {
                await SendAsync(request, responseStream, context);
            }
        });
    }

    private async Task SendAsync(ManyRequest request, IServerStreamWriter<OneReply> responses, ServerCallContext context)
    {
        foreach (var wish in request.Wishes)
        {
            if (wish.Milliseconds > 0)
            {
                await Task.Delay(wish.Milliseconds, context.CancellationToken);
            }

            await responses.WriteAsync(new OneReply { Body = Zeros(wish.Size) }, context.CancellationToken);
            watch.Sent();
        }

        EndAsWished(request.Ending);
    }

    private static async Task EchoMetadataAsync(ServerCallContext context)
    {
        if (context.RequestHeaders.Get(EchoTrailer) is { } trailer)
        {
            context.ResponseTrailers.Add(trailer);
        }

        if (context.RequestHeaders.Get(EchoHeader) is { } header)
        {
            await context.WriteResponseHeadersAsync([header]);
        }
    }

    private static void EndAsWished(Ending? ending)
    {
        if (ending is null)
        {
            return;
        }

        if (ending.Crash)
        {
            throw new InvalidOperationException(ending.Message);
        }

        if (ending.RequestId.Length > 0)
        {
            throw new Google.Rpc.Status
            {
                Code = ending.Code,
                Message = ending.Message,
                Details = { Any.Pack(new RequestInfo { RequestId = ending.RequestId }) },
            }.ToRpcException();
        }

        throw new RpcException(new Status((StatusCode)ending.Code, ending.Message));
    }

    private static ByteString Zeros(int size) => UnsafeByteOperations.UnsafeWrap(new byte[size]);
}
