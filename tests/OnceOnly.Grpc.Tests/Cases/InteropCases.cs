// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Cases;

/// <summary>The cases of the gRPC interop description, by its names, made by our client against some server.</summary>
public abstract class InteropCases : IAsyncLifetime
{
    private static readonly int[] UpSizes = [27182, 8, 1828, 45904];
    private static readonly int[] DownSizes = [31415, 9, 2653, 58979];

    private GrpcChannel _channel = null!;
    private Interop.InteropClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _channel = Connect(await FindAsync());
        _client = new(_channel);
    }

    [Fact]
    public async Task empty_unary() => (await _client.NothingAsync(new Empty(), InTime())).CalculateSize().ShouldBe(0);

    [Fact]
    public void blocking_unary() => _client.Nothing(new Empty(), InTime()).ShouldBe(new Empty());

    [Fact]
    public async Task large_unary()
    {
        var reply = await _client.OneAsync(new OneRequest { Body = Zeros(271_828), ReplySize = 314_159 }, InTime());

        reply.Body.ShouldBe(Zeros(314_159));
    }

    [Fact]
    public async Task client_streaming()
    {
        using var call = _client.Up(InTime());
        foreach (var size in UpSizes)
        {
            await call.RequestStream.WriteAsync(new OneRequest { Body = Zeros(size) });
        }

        await call.RequestStream.CompleteAsync();

        (await call).Sum.ShouldBe(74_922);
    }

    [Fact]
    public async Task server_streaming()
    {
        using var call = _client.Down(Wishes(DownSizes), InTime());

        (await SizesAsync(call.ResponseStream)).ShouldBe(DownSizes);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task ping_pong()
    {
        using var call = _client.Both(InTime());
        foreach (var (up, down) in UpSizes.Zip(DownSizes))
        {
            var ping = Wishes(down);
            ping.Body = Zeros(up);
            await call.RequestStream.WriteAsync(ping);
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Body.Length.ShouldBe(down);
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task empty_stream()
    {
        using var call = _client.Both(InTime());
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task custom_metadata_unary()
    {
        using var call = _client.OneAsync(new OneRequest { ReplySize = 314_159 }, WithMetadata());

        await call;
        (await call.ResponseHeadersAsync).GetValue(InteropService.EchoHeader).ShouldBe("test_initial_metadata_value");
        call.GetTrailers().GetValueBytes(InteropService.EchoTrailer).ShouldBe([0xab, 0xab, 0xab]);
    }

    [Fact]
    public async Task custom_metadata_duplex()
    {
        using var call = _client.Both(WithMetadata());

        (await call.ResponseHeadersAsync).GetValue(InteropService.EchoHeader).ShouldBe("test_initial_metadata_value");
        await call.RequestStream.WriteAsync(Wishes(314_159));
        await call.RequestStream.CompleteAsync();
        (await SizesAsync(call.ResponseStream)).ShouldBe([314_159]);
        call.GetTrailers().GetValueBytes(InteropService.EchoTrailer).ShouldBe([0xab, 0xab, 0xab]);
    }

    [Theory]
    [InlineData("test status message")]
    [InlineData("\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP \ud83d\ude08\t\n")]
    [InlineData("100 % of it, %41 too")]
    public async Task status_code_and_message(string message)
    {
        var ending = new Ending { Code = 2, Message = message };

        var unary = await Should.ThrowAsync<RpcException>(async () => await _client.OneAsync(new OneRequest { Ending = ending }, InTime()));
        unary.Status.ShouldBe(new Status(StatusCode.Unknown, message));

        using var duplex = _client.Both(InTime());
        await duplex.RequestStream.WriteAsync(new ManyRequest { Ending = ending });
        await duplex.RequestStream.CompleteAsync();
        var streamed = await Should.ThrowAsync<RpcException>(() => duplex.ResponseStream.MoveNext());
        streamed.Status.ShouldBe(new Status(StatusCode.Unknown, message));
    }

    [Fact]
    public async Task status_after_messages()
    {
        var request = Wishes(DownSizes);
        request.Ending = new Ending { Code = 9, Message = "enough" };
        using var call = _client.Down(request, InTime());

        var received = 0;
        var failure = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext())
            {
                received++;
            }
        });

        received.ShouldBe(4);
        failure.Status.ShouldBe(new Status(StatusCode.FailedPrecondition, "enough"));
    }

    [Fact]
    public async Task unimplemented_method()
    {
        var failure = await Should.ThrowAsync<RpcException>(async () => await _client.MissingAsync(new Empty(), InTime()));

        failure.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task unimplemented_service()
    {
        var failure = await Should.ThrowAsync<RpcException>(async () =>
            await new Absent.AbsentClient(_channel).NothingAsync(new Empty(), InTime()));

        failure.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task cancel_after_begin()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.Up(InTime().WithCancellationToken(cancellation.Token));
        await cancellation.CancelAsync();

        (await Should.ThrowAsync<RpcException>(async () => await call)).StatusCode.ShouldBe(StatusCode.Cancelled);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task cancel_after_first_response()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.Both(InTime().WithCancellationToken(cancellation.Token));
        await call.RequestStream.WriteAsync(Wishes(31415));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        await cancellation.CancelAsync();

        (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task timeout_on_sleeping_server()
    {
        var soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(1);
        using var call = _client.Both(new CallOptions(deadline: soon));

        var failure = await Should.ThrowAsync<RpcException>(async () =>
        {
            await call.RequestStream.WriteAsync(new ManyRequest { Wishes = { new Wish { Size = 1, Milliseconds = 10_000 } } });
            await call.ResponseStream.MoveNext();
        });

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task concurrent_large_unary()
    {
        var calls = Enumerable.Range(0, 100)
            .Select(_ => _client.OneAsync(new OneRequest { Body = Zeros(271_828), ReplySize = 314_159 }, InTime()).ResponseAsync);

        var replies = await Task.WhenAll(calls);

        replies.ShouldAllBe(reply => reply.Body.Length == 314_159);
    }

    public ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract Task<Uri> FindAsync();

    protected virtual GrpcChannel Connect(Uri address) => GrpcChannel.ForAddress(address);

    private static CallOptions InTime() => new(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60));

    private static CallOptions WithMetadata() => InTime().WithHeaders(new Metadata
    {
        { InteropService.EchoHeader, "test_initial_metadata_value" },
        { InteropService.EchoTrailer, [0xab, 0xab, 0xab] },
    });

    private static ByteString Zeros(int size) => UnsafeByteOperations.UnsafeWrap(new byte[size]);

    private static ManyRequest Wishes(params int[] sizes) => new() { Wishes = { sizes.Select(size => new Wish { Size = size }) } };

    private static async Task<List<int>> SizesAsync(IAsyncStreamReader<OneReply> replies)
    {
        var sizes = new List<int>();
        await foreach (var reply in replies.ReadAllAsync())
        {
            sizes.Add(reply.Body.Length);
        }

        return sizes;
    }
}
