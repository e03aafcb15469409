// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace Grpc.Core;

/// <summary>How one call is made.</summary>
/// <param name="Headers">Metadata sent with the call.</param>
/// <param name="Deadline">UTC. The call fails with DEADLINE_EXCEEDED when it has not ended by then.</param>
/// <param name="CancellationToken">Cancels the call.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CallOptions(
    Metadata? Headers = null,
    DateTime? Deadline = null,
    CancellationToken CancellationToken = default)
{
    /// <summary>How the messages of a request stream are sent.</summary>
    public WriteOptions? WriteOptions { get; init; }

    public CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    public CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    public CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };

    public CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };
}
