// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The messages a service streams to a client. A write waits until the client leaves room, so a slow client slows the service.</summary>
internal sealed class ResponseStream<T>(ServerCall call, Action<T, SerializationContext> serializer) : IServerStreamWriter<T>
    where T : class
{
    private bool _writing;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (_writing)
        {
            throw new InvalidOperationException("The previous message is still being written.");
        }

        call.Write(message, serializer);
        var options = WriteOptions ?? call.WriteOptions;
        return options?.Flags.HasFlag(WriteFlags.BufferHint) == true ? Task.CompletedTask : FlushAsync(cancellationToken);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        _writing = true;
        try
        {
            await call.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing = false;
        }
    }
}
