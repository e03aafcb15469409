// SPDX-License-Identifier: EUPL-1.2

using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;
using Status = Grpc.Core.Status;

namespace OnceOnly.Grpc.Tests.Server;

public sealed class FailureTests
{
    [Fact]
    public async Task an_unexpected_exception_is_logged_and_not_told()
    {
        await using var server = await TestServer.StartAsync();

        var failure = await EndAsync(server, new Ending { Crash = true, Message = "the secret cause" });

        failure.StatusCode.ShouldBe(StatusCode.Unknown);
        failure.Status.Detail.ShouldBe("The service failed.");
        server.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Exception!.Message == "the secret cause");
    }

    [Fact]
    public async Task an_unexpected_exception_is_told_where_that_was_asked_for()
    {
        await using var server = await TestServer.StartAsync(options => options.EnableDetailedErrors = true);

        (await EndAsync(server, new Ending { Crash = true, Message = "the cause" })).Status.Detail.ShouldBe("The service failed: the cause");
    }

    [Fact]
    public async Task a_status_is_not_an_error_of_the_server()
    {
        await using var server = await TestServer.StartAsync();

        await EndAsync(server, new Ending { Code = 7, Message = "no" });

        server.Logs.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task a_status_carries_its_details()
    {
        await using var server = await TestServer.StartAsync();

        var failure = await EndAsync(server, new Ending { Code = 5, Message = "not here", RequestId = "42" });

        failure.Status.ShouldBe(new Status(StatusCode.NotFound, "not here"));
        var status = failure.GetRpcStatus().ShouldNotBeNull();
        status.Code.ShouldBe(5);
        status.Message.ShouldBe("not here");
        status.GetDetail<RequestInfo>()!.RequestId.ShouldBe("42");
        status.GetDetail<RetryInfo>().ShouldBeNull();
    }

    [Fact]
    public void details_that_cannot_be_read_are_none()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", [255, 255] } };

        new RpcException(new Status(StatusCode.Internal, ""), trailers).GetRpcStatus().ShouldBeNull();
        new RpcException(new Status(StatusCode.Internal, "")).GetRpcStatus().ShouldBeNull();
        Should.Throw<Google.Protobuf.InvalidProtocolBufferException>(() => trailers.GetRpcStatus());
    }

    private static async Task<RpcException> EndAsync(TestServer server, Ending ending)
    {
        using var channel = server.Connect();
        var client = new Interop.InteropClient(channel);
        return await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new OneRequest { Ending = ending }));
    }
}
