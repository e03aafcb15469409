// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.Core;

[Flags]
public enum WriteFlags
{
    None = 0,

    /// <summary>More follows at once: the message may wait in a buffer.</summary>
    BufferHint = 1,

    /// <summary>Never compress. Messages are always sent uncompressed here.</summary>
    NoCompress = 2,
}
