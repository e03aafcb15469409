// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace Grpc.Core;

/// <summary>How one call is made.</summary>
/// <param name="headers">Metadata sent with the call.</param>
/// <param name="deadline">UTC. The call fails with DEADLINE_EXCEEDED when it has not ended by then.</param>
/// <param name="cancellationToken">Cancels the call.</param>
/// <param name="writeOptions">How the messages of a request stream are sent.</param>
[StructLayout(LayoutKind.Auto)]
#pragma warning disable CA1068 // The order is the one generated code uses.
public readonly struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null)
#pragma warning restore CA1068
{
    public Metadata? Headers { get; private init; } = headers;

    public DateTime? Deadline { get; private init; } = deadline;

    public CancellationToken CancellationToken { get; private init; } = cancellationToken;

    public WriteOptions? WriteOptions { get; private init; } = writeOptions;

    public CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    public CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    public CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };

    public CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };
}
