// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OnceOnly.Grpc.Tests.Protocol;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Client;

/// <summary>What our client makes of servers that answer badly.</summary>
public sealed class ClientFailureTests
{
    private static readonly byte[] Reply = RawCall.Frame(new OneReply { Body = ByteString.CopyFrom(1, 2, 3) });

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(302, StatusCode.Unknown)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(200, StatusCode.Unknown)]
    public async Task an_answer_that_is_not_grpc_is_told_by_its_http_status(int http, StatusCode expected)
    {
        var failure = await FailAsync(response =>
        {
            response.StatusCode = http;
            response.ContentType = "text/html";
            return response.WriteAsync("<p>A proxy says so.</p>");
        });

        failure.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("5", StatusCode.NotFound)]
    [InlineData("17", StatusCode.Unknown)]
    [InlineData("-1", StatusCode.Unknown)]
    [InlineData("ok", StatusCode.Unknown)]
    [InlineData("0", StatusCode.Unimplemented)]
    public async Task a_status_in_the_headers_alone_is_read(string status, StatusCode expected)
    {
        var failure = await FailAsync(response =>
        {
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = status;
            response.Headers["x-trailer"] = "there";
            return Task.CompletedTask;
        });

        failure.StatusCode.ShouldBe(expected);
        if (status != "0")
        {
            failure.Trailers.GetValue("x-trailer").ShouldBe("there");
        }
    }

    [Theory]
    [InlineData("%C3%A9t%C3%A9", "été")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%4", "%zz%4")]
    [InlineData("%ff", "\ufffd")]
    public async Task a_message_is_decoded_as_far_as_it_can_be(string sent, string read)
    {
        var failure = await FailAsync(response =>
        {
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = "3";
            response.Headers["grpc-message"] = sent;
            return Task.CompletedTask;
        });

        failure.Status.ShouldBe(new Status(StatusCode.InvalidArgument, read));
    }

    [Fact]
    public async Task an_answer_without_a_status_is_unknown() =>
        (await FailAsync(response => SendAsync(response, Reply, status: null))).StatusCode.ShouldBe(StatusCode.Unknown);

    [Fact]
    public async Task two_messages_where_one_belongs_violate_the_cardinality() =>
        (await FailAsync(response => SendAsync(response, [.. Reply, .. Reply]))).StatusCode.ShouldBe(StatusCode.Unimplemented);

    [Fact]
    public async Task no_message_where_one_belongs_violates_the_cardinality() =>
        (await FailAsync(response => SendAsync(response, []))).StatusCode.ShouldBe(StatusCode.Unimplemented);

    [Fact]
    public async Task a_message_that_breaks_off_is_an_internal_error() =>
        (await FailAsync(response => SendAsync(response, Reply[..^1]))).StatusCode.ShouldBe(StatusCode.Internal);

    [Fact]
    public async Task a_message_that_is_something_else_is_an_internal_error() =>
        (await FailAsync(response => SendAsync(response, RawCall.Frame([255, 255])))).StatusCode.ShouldBe(StatusCode.Internal);

    [Fact]
    public async Task a_message_is_refused_by_its_announced_length() =>
        (await FailAsync(response => SendAsync(response, RawCall.Frame([1], length: int.MaxValue)))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);

    [Theory]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x7, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public async Task a_reset_stream_has_the_status_of_its_error(int error, StatusCode expected)
    {
        var failure = await FailAsync(async response =>
        {
            response.ContentType = "application/grpc";
            await response.StartAsync();
            await response.Body.FlushAsync();
            response.HttpContext.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
        });

        failure.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task a_server_that_is_not_there_is_unavailable()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var channel = GrpcChannel.ForAddress($"http://{socket.LocalEndPoint}");

        var failure = await Should.ThrowAsync<RpcException>(async () => await new Interop.InteropClient(channel).OneAsync(new OneRequest()));

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task a_server_that_is_not_trusted_is_unavailable()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Tls);

        var failure = await Should.ThrowAsync<RpcException>(async () => await new Interop.InteropClient(channel).OneAsync(new OneRequest()));

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        failure.Status.DebugException.ShouldBeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task a_writer_learns_why_the_server_has_ended_the_call()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        using var call = new Interop.InteropClient(channel).Up();

        var failure = await Should.ThrowAsync<RpcException>(async () =>
        {
            await call.RequestStream.WriteAsync(new OneRequest { Ending = new Ending { Code = 7, Message = "no more" } });
            while (true)
            {
                await call.RequestStream.WriteAsync(new OneRequest { Body = ByteString.CopyFrom(new byte[100_000]) }).InTime();
            }
        });

        failure.Status.ShouldBe(new Status(StatusCode.PermissionDenied, "no more"));
        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync.InTime())).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task limits_of_the_channel_hold_both_ways()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect(options =>
        {
            options.MaxSendMessageSize = 100;
            options.MaxReceiveMessageSize = 200;
        });
        var client = new Interop.InteropClient(channel);
        var large = new OneRequest { Body = ByteString.CopyFrom(new byte[100]) };

        var unary = await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(large));
        using var up = client.Up();
        var streamed = await Should.ThrowAsync<RpcException>(() => up.RequestStream.WriteAsync(large));
        var received = await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new OneRequest { ReplySize = 200 }));

        unary.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        streamed.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        received.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task the_status_is_known_only_after_the_end()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        using var call = new Interop.InteropClient(channel).Both();

        Should.Throw<InvalidOperationException>(() => call.GetStatus());
        Should.Throw<InvalidOperationException>(() => call.GetTrailers());
        Should.Throw<InvalidOperationException>(() => call.ResponseStream.Current);
        await call.RequestStream.CompleteAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new ManyRequest()));
        (await call.ResponseStream.MoveNext().InTime()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    private static async Task SendAsync(HttpResponse response, byte[] body, string? status = "0")
    {
        response.ContentType = "application/grpc";
        await response.Body.WriteAsync(body);
        if (status is not null)
        {
            response.AppendTrailer("grpc-status", status);
        }
    }

    private static async Task<RpcException> FailAsync(Func<HttpResponse, Task> answer)
    {
        await using var server = await TestServer.StartAsync(
            endpoints: app => app.MapPost("/onceonly.testing.v1.Bulk/Send", (HttpContext http) => answer(http.Response)));
        using var channel = server.Connect();
        var invoker = channel.CreateCallInvoker();
        var method = new Method<OneRequest, OneReply>(MethodType.Unary, "onceonly.testing.v1.Bulk", "Send", Of(OneRequest.Parser), Of(OneReply.Parser));
        return await Should.ThrowAsync<RpcException>(() => invoker.AsyncUnaryCall(method, null, default, new OneRequest()).ResponseAsync.InTime());
    }

    private static Marshaller<T> Of<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);
}
