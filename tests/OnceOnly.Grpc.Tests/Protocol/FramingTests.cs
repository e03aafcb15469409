// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using Grpc.Core;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Protocol;

public sealed class FramingTests(SharedServer shared)
{
    [Fact]
    public async Task an_answer_has_its_status_in_the_trailers()
    {
        using var call = RawCall.To(shared, RawCall.One);

        var answer = await call.SendAsync(RawCall.Frame(new OneRequest { ReplySize = 3 }));

        answer.Headers.ShouldNotContainKey("grpc-status");
        answer.Trailers["grpc-status"].ShouldBe("0");
        answer.Body.ShouldBe(RawCall.Frame(new OneReply { Body = ByteString.CopyFrom(0, 0, 0) }));
    }

    [Fact]
    public async Task a_stream_without_messages_has_its_status_in_the_trailers()
    {
        using var call = RawCall.To(shared, RawCall.Down);

        var answer = await call.SendAsync(RawCall.Frame(new ManyRequest()));

        answer.Headers.ShouldNotContainKey("grpc-status");
        answer.Trailers["grpc-status"].ShouldBe("0");
    }

    [Fact]
    public async Task an_error_before_any_message_has_its_status_in_the_headers_alone()
    {
        using var call = RawCall.To(shared, RawCall.One);

        var answer = await call.SendAsync(RawCall.Frame(new OneRequest { Ending = new Ending { Code = 5, Message = "näh %\n" } }));

        answer.IsTrailersOnly.ShouldBeTrue();
        answer.Status.ShouldBe(StatusCode.NotFound);
        answer.Headers["grpc-message"].ShouldBe("n%C3%A4h %25%0A");
    }

    public static TheoryData<byte[]> TruncatedBodies => new(
        [0],
        [0, 0, 0, 0],
        RawCall.Frame([], length: 1),
        RawCall.Frame([8, 1], length: 3),
        RawCall.Frame(new byte[1000], length: 100_000));

    [Theory]
    [MemberData(nameof(TruncatedBodies))]
    public async Task a_truncated_message_is_an_internal_error(byte[] body)
    {
        using var call = RawCall.To(shared, RawCall.One);

        (await call.SendAsync(body)).Status.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task no_message_violates_the_cardinality()
    {
        using var call = RawCall.To(shared, RawCall.One);

        (await call.SendAsync()).Status.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task two_messages_violate_the_cardinality()
    {
        using var call = RawCall.To(shared, RawCall.One);

        (await call.SendAsync([.. RawCall.Frame([]), .. RawCall.Frame([])])).Status.ShouldBe(StatusCode.Unimplemented);
    }

    [Theory]
    [InlineData(4 * 1024 * 1024 + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    public async Task a_message_is_refused_by_its_announced_length(uint length)
    {
        using var call = RawCall.To(shared, RawCall.One);

        (await call.SendAsync(RawCall.Frame([0, 0, 0], length: length))).Status.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task the_largest_message_allowed_passes()
    {
        using var call = RawCall.To(shared, RawCall.One);
        var overhead = new OneRequest { Body = ByteString.CopyFrom(new byte[4_000_000]) }.CalculateSize() - 4_000_000;
        var request = new OneRequest { Body = ByteString.CopyFrom(new byte[(4 * 1024 * 1024) - overhead]) };
        request.CalculateSize().ShouldBe(4 * 1024 * 1024);

        (await call.SendAsync(RawCall.Frame(request))).Status.ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData(new byte[] { 255, 255, 255 })]
    [InlineData(new byte[] { 10, 100, 1 })]
    [InlineData(new byte[] { 0 })]
    public async Task bytes_that_are_no_such_message_are_an_internal_error(byte[] payload)
    {
        using var call = RawCall.To(shared, RawCall.One);

        (await call.SendAsync(RawCall.Frame(payload))).Status.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task a_message_that_trickles_in_byte_by_byte_is_read()
    {
        using var call = RawCall.To(shared, RawCall.One);
        var content = new TricklingContent(RawCall.Frame(new OneRequest { ReplySize = 1, Body = ByteString.CopyFrom(new byte[20]) }));

        using var response = await call.OpenAsync(content);
        await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    private sealed class TricklingContent(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                await stream.WriteAsync(bytes.AsMemory(i, 1));
                await stream.FlushAsync();
                await Task.Yield();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
