// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Grpc.Core;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Protocol;

public sealed class RequestTests(SharedServer shared)
{
    private static readonly byte[] EmptyMessage = RawCall.Frame([]);

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc; charset=utf-8")]
    [InlineData("Application/GRPC")]
    public async Task grpc_content_types_are_accepted(string contentType)
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.ContentType = contentType;

        var answer = await call.SendAsync(EmptyMessage);

        answer.Http.ShouldBe(HttpStatusCode.OK);
        answer.Status.ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    [InlineData("application/grpcx")]
    [InlineData(null)]
    public async Task other_content_types_are_unsupported_media(string? contentType)
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.ContentType = contentType;

        var answer = await call.SendAsync(EmptyMessage);

        answer.Http.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_missing_te_header_is_tolerated()
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers.Remove("te");

        (await call.SendAsync(EmptyMessage)).Status.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task only_post_is_served()
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Verb = HttpMethod.Get;

        (await call.SendAsync()).Http.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task http_1_has_to_be_upgraded()
    {
        using var call = new RawCall(shared.Server.Http1, RawCall.Nothing) { Version = HttpVersion.Version11 };

        (await call.SendAsync(EmptyMessage)).Http.ShouldBe(HttpStatusCode.UpgradeRequired);
    }

    [Theory]
    [InlineData("/onceonly.testing.v1.Interop/Nowhere")]
    [InlineData("/onceonly.testing.v1.interop/Nothing")]
    [InlineData("/onceonly.testing.v1.Interop/Nothing/")]
    [InlineData("/a/b")]
    public async Task what_does_not_exist_is_unimplemented_in_headers_alone(string path)
    {
        using var call = RawCall.To(shared, path);

        var answer = await call.SendAsync(EmptyMessage);

        answer.Status.ShouldBe(StatusCode.Unimplemented);
        answer.IsTrailersOnly.ShouldBeTrue();
    }

    [Fact]
    public async Task requests_that_are_not_grpc_are_left_to_the_application()
    {
        using var call = RawCall.To(shared, "/some/page");
        call.ContentType = "application/json";

        (await call.SendAsync()).Http.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task headers_above_the_servers_limit_are_refused()
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers["x-large"] = new string('a', 40_000);

        var answer = await Should.ThrowAsync<HttpRequestException>(() => call.SendAsync(EmptyMessage));

        answer.InnerException.ShouldBeOfType<HttpProtocolException>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("m")]
    [InlineData("-1m")]
    [InlineData("1.5S")]
    [InlineData("1s")]
    [InlineData("123456789m")]
    [InlineData(" 1S")]
    public async Task a_malformed_timeout_is_refused(string timeout)
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers["grpc-timeout"] = timeout;

        (await call.SendAsync(EmptyMessage)).Status.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("99999999M")]
    [InlineData("99999999S")]
    [InlineData("20000m")]
    [InlineData("20000000u")]
    [InlineData("1M")]
    public async Task every_unit_of_timeout_is_understood(string timeout)
    {
        using var call = RawCall.To(shared, RawCall.Nothing);
        call.Headers["grpc-timeout"] = timeout;

        (await call.SendAsync(EmptyMessage)).Status.ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData("0n")]
    [InlineData("1n")]
    public async Task a_timeout_that_is_over_at_once_exceeds_the_deadline(string timeout)
    {
        using var call = RawCall.To(shared, RawCall.Down);
        call.Headers["grpc-timeout"] = timeout;
        var request = new Protos.ManyRequest { Wishes = { new Protos.Wish { Size = 1, Milliseconds = 15_000 } } };

        (await call.SendAsync(RawCall.Frame(request))).Status.ShouldBe(StatusCode.DeadlineExceeded);
    }
}
