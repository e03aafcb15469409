// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

/// <summary>How a message of a stream is sent.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
