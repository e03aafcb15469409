// SPDX-License-Identifier: EUPL-1.2

using System.Net;

namespace Grpc.Net.Client.Internal;

/// <summary>A body that stays open for messages until it is completed or the call has ended.</summary>
internal sealed class StreamingContent(Task callEnded) : GrpcContent
{
    private readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Stream> Opened => _opened.Task;

    public void Complete() => _completed.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Without data the request headers would wait in a buffer.
        await stream.FlushAsync(cancellationToken);
        if (!_opened.TrySetResult(stream))
        {
            throw new IOException("The connection was lost, and a stream of messages cannot be sent again.");
        }

        await Task.WhenAny(_completed.Task, callEnded).WaitAsync(cancellationToken);
    }
}
