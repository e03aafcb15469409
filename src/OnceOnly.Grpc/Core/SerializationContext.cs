// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller puts one message.</summary>
public abstract class SerializationContext
{
    /// <summary>Announces the size in bytes, so that the message is written straight to the wire.</summary>
    public abstract void SetPayloadLength(int payloadLength);

    public abstract IBufferWriter<byte> GetBufferWriter();

    /// <summary>The whole message was written to the buffer writer.</summary>
    public abstract void Complete();

    /// <summary>The whole message is this payload.</summary>
    public abstract void Complete(byte[] payload);
}
