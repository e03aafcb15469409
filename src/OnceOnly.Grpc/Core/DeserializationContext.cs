// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller finds one message. The bytes are lent: they are gone when the marshaller returns.</summary>
public abstract class DeserializationContext
{
    /// <summary>Size of the message in bytes.</summary>
    public abstract int PayloadLength { get; }

    public abstract ReadOnlySequence<byte> PayloadAsReadOnlySequence();

    /// <summary>A copy of the message that the caller may keep.</summary>
    public abstract byte[] PayloadAsNewBuffer();
}
