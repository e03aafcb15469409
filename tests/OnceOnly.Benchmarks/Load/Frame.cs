// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;

namespace OnceOnly.Benchmarks.Load;

/// <summary>An HTTP/2 frame (RFC 9113, section 4.1).</summary>
internal readonly record struct Frame(FrameType Type, byte Flags, int StreamId, ReadOnlySequence<byte> Payload)
{
    public const int HeaderSize = 9;
    public const byte EndStream = 0x1;
    public const byte Acknowledgement = 0x1;
    public const byte EndHeaders = 0x4;
    public const byte Padded = 0x8;

    public bool IsLast => (Flags & EndStream) != 0;

    /// <summary>Takes the next frame off the buffer, if all of it is there.</summary>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out Frame frame)
    {
        frame = default;
        if (buffer.Length < HeaderSize)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        var length = (header[0] << 16) | (header[1] << 8) | header[2];
        if (buffer.Length < HeaderSize + length)
        {
            return false;
        }

        var streamId = BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue;
        frame = new Frame((FrameType)header[3], header[4], streamId, buffer.Slice(HeaderSize, length));
        buffer = buffer.Slice(HeaderSize + length);
        return true;
    }

    public static void Write(IBufferWriter<byte> output, FrameType type, byte flags, int streamId, ReadOnlySpan<byte> payload)
    {
        var span = output.GetSpan(HeaderSize + payload.Length);
        WriteHeader(span, payload.Length, type, flags, streamId);
        payload.CopyTo(span[HeaderSize..]);
        output.Advance(HeaderSize + payload.Length);
    }

    public static void WriteHeader(Span<byte> target, int length, FrameType type, byte flags, int streamId)
    {
        target[0] = (byte)(length >> 16);
        target[1] = (byte)(length >> 8);
        target[2] = (byte)length;
        target[3] = (byte)type;
        target[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(target[5..], streamId);
    }
}

/// <summary>The kinds of frame that matter to a client.</summary>
internal enum FrameType : byte
{
    Data = 0,
    Headers = 1,
    ResetStream = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}
