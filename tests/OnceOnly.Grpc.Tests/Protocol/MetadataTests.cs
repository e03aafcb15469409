// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Protocol;

public sealed class MetadataTests(SharedServer shared)
{
    private static readonly byte[] EmptyMessage = RawCall.Frame([]);

    [Theory]
    [InlineData("q6ur", "q6ur")]
    [InlineData("qw==", "qw")]
    [InlineData("qw", "qw")]
    [InlineData("q6s=", "q6s")]
    [InlineData("q6s", "q6s")]
    public async Task binary_values_are_read_padded_or_not_and_sent_unpadded(string sent, string received)
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers[InteropService.EchoTrailer] = sent;

        (await call.SendAsync(EmptyMessage)).Trailers[InteropService.EchoTrailer].ShouldBe(received);
    }

    [Fact]
    public async Task joined_binary_values_are_split_and_the_last_one_counts()
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers[InteropService.EchoTrailer] = "AA==, AQ,Ag==";

        (await call.SendAsync(EmptyMessage)).Trailers[InteropService.EchoTrailer].ShouldBe("Ag");
    }

    [Theory]
    [InlineData("***")]
    [InlineData("q")]
    [InlineData("qqqqq")]
    [InlineData("q6ur,*")]
    public async Task a_binary_value_that_is_not_base64_is_an_internal_error(string value)
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers["x-other-bin"] = value;

        (await call.SendAsync(EmptyMessage)).Status.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task a_value_the_application_could_not_send_back_is_passed_over()
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers[InteropService.EchoHeader] = "tab\tinside";

        var answer = await call.SendAsync(EmptyMessage);

        answer.Status.ShouldBe(StatusCode.OK);
        answer.Headers.ShouldNotContainKey(InteropService.EchoHeader);
    }

    [Theory]
    [InlineData("spa ce")]
    [InlineData("")]
    [InlineData("ключ")]
    [InlineData("new\nline")]
    public void a_key_has_few_characters(string key) => Should.Throw<ArgumentException>(() => new Metadata { { key, "value" } });

    [Theory]
    [InlineData("new\r\nx-injected: 1")]
    [InlineData("ελληνικά")]
    public void a_text_is_printable_ascii(string value) => Should.Throw<ArgumentException>(() => new Metadata { { "key", value } });

    [Fact]
    public void binary_keys_want_bytes_and_others_text()
    {
        Should.Throw<ArgumentException>(() => new Metadata { { "key-bin", "text" } });
        Should.Throw<ArgumentException>(() => new Metadata { { "key", [1] } });
        Should.Throw<InvalidOperationException>(() => Metadata.Empty.Add("key", "text"));
    }

    [Fact]
    public void keys_are_lower_case_and_the_last_value_wins()
    {
        var metadata = new Metadata { { "Key", "1" }, { "KEY", "2" } };

        metadata.GetValue("kEY").ShouldBe("2");
        metadata.GetAll("key").Select(entry => entry.Value).ShouldBe(["1", "2"]);
        metadata[0].Key.ShouldBe("key");
    }

    [Fact]
    public async Task headers_of_the_protocol_cannot_be_set_as_metadata()
    {
        using var channel = shared.Server.Connect();
        var client = new Interop.InteropClient(channel);
        var headers = new Metadata { { "grpc-timeout", "1n" }, { "content-type", "text/plain" }, { "te", "nothing" } };

        (await client.NothingAsync(new Empty(), headers)).ShouldBe(new Empty());
    }
}
