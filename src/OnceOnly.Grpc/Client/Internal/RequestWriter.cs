// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Core.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>The messages a client streams. A write waits until the server leaves room.</summary>
internal sealed class RequestWriter<TRequest, TResponse>(
    ClientCall<TResponse> call,
    StreamingContent content,
    Action<TRequest, SerializationContext> serializer,
    int? maxSize) : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly MessageWriter _writer = new(maxSize);
    private bool _completed;
    private bool _writing;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_completed || _writing)
        {
            throw new InvalidOperationException(_completed ? "The request stream was completed." : "The previous message is still being written.");
        }

        _writing = true;
        using var cancellation = call.CancelWith(cancellationToken);
        using var buffer = new PooledBuffer();
        try
        {
            _writer.Write(buffer, message, serializer);
            await Task.WhenAny(content.Opened, call.Ended);
            call.ThrowIfEnded();
            var stream = await content.Opened;
            await stream.WriteAsync(buffer.Written, call.Token);
            if (WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) != true)
            {
                await stream.FlushAsync(call.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or HttpRequestException or ObjectDisposedException)
        {
            // Disposed: HttpClient has let go of the stream because the server has ended the call meanwhile.
            throw await call.ExplainAsync(exception);
        }
        finally
        {
            _writing = false;
        }
    }

    public Task CompleteAsync()
    {
        _completed = true;
        content.Complete();
        return Task.CompletedTask;
    }
}
