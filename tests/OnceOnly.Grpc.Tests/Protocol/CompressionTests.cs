// SPDX-License-Identifier: EUPL-1.2

using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Protocol;

public sealed class CompressionTests(SharedServer shared)
{
    private static readonly byte[] Message = new OneRequest { ReplySize = 7, Body = ByteString.CopyFrom(new byte[10_000]) }.ToByteArray();

    [Fact]
    public async Task gzip_is_read()
    {
        using var call = Call("gzip");

        var answer = await call.SendAsync(RawCall.Frame(Gzip(Message), flag: 1));

        answer.Status.ShouldBe(StatusCode.OK);
        answer.Headers["grpc-accept-encoding"].ShouldBe("identity,gzip");
        answer.Body.Length.ShouldBe(5 + new OneReply { Body = ByteString.CopyFrom(new byte[7]) }.CalculateSize());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity")]
    [InlineData("snappy")]
    public async Task a_message_that_is_not_flagged_is_read_whatever_the_encoding(string encoding)
    {
        using var call = Call(encoding);

        (await call.SendAsync(RawCall.Frame(Message))).Status.ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    public async Task a_flag_without_an_encoding_is_an_internal_error(string? encoding)
    {
        using var call = Call(encoding);

        (await call.SendAsync(RawCall.Frame(Gzip(Message), flag: 1))).Status.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task a_flag_that_is_neither_set_nor_unset_is_an_internal_error()
    {
        using var call = Call("gzip");

        (await call.SendAsync(RawCall.Frame(Gzip(Message), flag: 2))).Status.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData("snappy")]
    [InlineData("deflate")]
    [InlineData("gzip,gzip")]
    public async Task an_unknown_encoding_is_unimplemented_and_the_known_ones_are_told(string encoding)
    {
        using var call = Call(encoding);

        var answer = await call.SendAsync(RawCall.Frame(Message, flag: 1));

        answer.Status.ShouldBe(StatusCode.Unimplemented);
        answer.Headers["grpc-accept-encoding"].ShouldBe("identity,gzip");
    }

    [Fact]
    public async Task a_message_that_grows_beyond_the_limit_is_refused()
    {
        using var call = Call("gzip");
        var bomb = Gzip(new byte[200 * 1024 * 1024]);
        bomb.Length.ShouldBeLessThan(4 * 1024 * 1024);

        (await call.SendAsync(RawCall.Frame(bomb, flag: 1))).Status.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task broken_gzip_is_an_internal_error()
    {
        var whole = Gzip(Message);
        byte[][] broken = [[], [1, 2, 3], whole[..^9], [.. whole[..20], .. new byte[20]]];
        foreach (var payload in broken)
        {
            using var call = Call("gzip");

            (await call.SendAsync(RawCall.Frame(payload, flag: 1))).Status.ShouldBe(StatusCode.Internal);
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    private RawCall Call(string? encoding)
    {
        var call = RawCall.To(shared, RawCall.One);
        if (encoding is not null)
        {
            call.Headers["grpc-encoding"] = encoding;
        }

        return call;
    }
}
