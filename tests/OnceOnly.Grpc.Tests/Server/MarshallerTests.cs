// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Server;

/// <summary>Messages that are not protobuf: a marshaller may write them in three ways, or wrongly.</summary>
public sealed class MarshallerTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(endpoints: app => app.MapGrpcService<TextService>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("whole")]
    [InlineData("sized")]
    [InlineData("unsized")]
    public async Task a_message_is_written_as_the_marshaller_likes(string way)
    {
        (await AskAsync(way)).ShouldBe(way);
        (await AskAsync("")).ShouldBe("");
    }

    [Fact]
    public async Task a_marshaller_that_completes_nothing_fails_the_call() =>
        (await Should.ThrowAsync<RpcException>(() => AskAsync("incomplete"))).StatusCode.ShouldBe(StatusCode.Unknown);

    [Fact]
    public async Task a_marshaller_that_breaks_its_word_about_the_size_breaks_the_stream() =>
        (await Should.ThrowAsync<RpcException>(() => AskAsync("missized"))).StatusCode.ShouldBe(StatusCode.Internal);

    private async Task<string> AskAsync(string way)
    {
        using var channel = _server.Connect();
        return await channel.CreateCallInvoker().AsyncUnaryCall(TextService.Echo, null, default, way).ResponseAsync.InTime();
    }

    [BindServiceMethod(typeof(TextService), nameof(Bind))]
    public class TextService
    {
        public static readonly Method<string, string> Echo = new(
            MethodType.Unary,
            "onceonly.testing.Text",
            nameof(EchoText),
            Marshallers.Create(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
            new Marshaller<string>(Write, context => Encoding.UTF8.GetString(context.PayloadAsReadOnlySequence())));

        public static void Bind(ServiceBinderBase binder, TextService? service) =>
            binder.AddMethod(Echo, service is null ? null : new UnaryServerMethod<string, string>(service.EchoText));

        public virtual Task<string> EchoText(string request, ServerCallContext context) => Task.FromResult(request);

        private static void Write(string text, SerializationContext context)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            switch (text)
            {
                case "sized" or "missized":
                    context.SetPayloadLength(text == "sized" ? bytes.Length : 100);
                    context.GetBufferWriter().Write(bytes);
                    context.Complete();
                    break;
                case "unsized":
                    context.GetBufferWriter().Write(bytes.AsSpan(0, 2));
                    context.GetBufferWriter().Write(bytes.AsSpan(2));
                    context.Complete();
                    break;
                case "incomplete":
                    context.GetBufferWriter().Write(bytes);
                    break;
                default:
                    context.Complete(bytes);
                    break;
            }
        }
    }
}
