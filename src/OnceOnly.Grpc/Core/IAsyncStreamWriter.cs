// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>A stream of messages to the other side. One write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message; completes when the other side leaves room for the next one.</summary>
    Task WriteAsync(T message);

    Task WriteAsync(T message, CancellationToken cancellationToken);
}
