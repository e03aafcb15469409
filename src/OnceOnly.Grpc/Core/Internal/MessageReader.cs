// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Grpc.Core.Internal;

/// <summary>Reads length-prefixed messages. The size is judged on the prefix, before anything is kept.</summary>
/// <param name="input">Where the bytes come from.</param>
/// <param name="maxSize">Limit in bytes, compressed and decompressed; null for none.</param>
/// <param name="encoding">Value of `grpc-encoding`, or null.</param>
internal sealed class MessageReader(PipeReader input, int? maxSize, string? encoding) : DeserializationContext
{
    private ReadOnlySequence<byte> _payload;
    private bool _ended;

    public override int PayloadLength => (int)_payload.Length;

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    /// <summary>The next message, or null at the end of the stream.</summary>
    /// <exception cref="RpcException">The bytes are not a message we accept.</exception>
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        var needed = MessageWriter.PrefixSize;
        while (!_ended)
        {
            var result = await ReadAtLeastAsync(needed, cancellationToken);
            var buffer = result.Buffer;
            if (buffer.Length >= MessageWriter.PrefixSize)
            {
                var length = ReadPrefix(buffer, out var compressed);
                needed = MessageWriter.PrefixSize + length;
                if (buffer.Length >= needed)
                {
                    var payload = buffer.Slice(MessageWriter.PrefixSize, length);
                    var message = Deserialize(payload, compressed, deserializer);
                    _ended = result.IsCompleted && buffer.Length == needed;
                    input.AdvanceTo(payload.End);
                    return message;
                }
            }

            if (result.IsCompleted && !buffer.IsEmpty)
            {
                throw Refusal(StatusCode.Internal, "The message is incomplete.");
            }

            _ended = result.IsCompleted;
            input.AdvanceTo(buffer.Start, buffer.End);
        }

        return null;
    }

    /// <summary>The message of a stream that must hold exactly one.</summary>
    public async ValueTask<T> ReadSingleAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        var message = await ReadAsync(deserializer, cancellationToken)
            ?? throw Refusal(StatusCode.Unimplemented, "One message was expected, none came.");
        while (!_ended)
        {
            var result = await ReadAtLeastAsync(1, cancellationToken);
            if (!result.Buffer.IsEmpty)
            {
                throw Refusal(StatusCode.Unimplemented, "One message was expected, more came.");
            }

            _ended = result.IsCompleted;
            input.AdvanceTo(result.Buffer.End);
        }

        return message;
    }

    private static RpcException Refusal(StatusCode code, string detail, Exception? cause = null) => new(new Status(code, detail, cause));

    private async ValueTask<ReadResult> ReadAtLeastAsync(int needed, CancellationToken cancellationToken)
    {
        var result = needed > MessageWriter.PrefixSize
            ? await input.ReadAtLeastAsync(needed, cancellationToken)
            : await input.ReadAsync(cancellationToken);
        return result.IsCanceled ? throw new OperationCanceledException("The call has ended.", cancellationToken) : result;
    }

    private int ReadPrefix(ReadOnlySequence<byte> buffer, out bool compressed)
    {
        Span<byte> prefix = stackalloc byte[MessageWriter.PrefixSize];
        buffer.Slice(0, MessageWriter.PrefixSize).CopyTo(prefix);
        compressed = prefix[0] switch
        {
            0 => false,
            1 when encoding is "gzip" => true,
            1 when encoding is null or "identity" => throw Refusal(StatusCode.Internal, "A message is flagged as compressed, but grpc-encoding names no compression."),
            1 => throw Refusal(StatusCode.Unimplemented, "The compression of the message is not supported."),
            _ => throw Refusal(StatusCode.Internal, "The compression flag of a message is neither 0 nor 1."),
        };
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > (uint)(maxSize ?? (int.MaxValue - MessageWriter.PrefixSize)))
        {
            throw TooLarge();
        }

        return (int)length;
    }

    private T Deserialize<T>(ReadOnlySequence<byte> payload, bool compressed, Func<DeserializationContext, T> deserializer)
        where T : class
    {
        PooledBuffer? decompressed = null;
        try
        {
            if (compressed)
            {
                decompressed = new PooledBuffer();
                if (!Gzip.TryDecompress(payload, decompressed, maxSize ?? int.MaxValue))
                {
                    throw TooLarge();
                }

                payload = new ReadOnlySequence<byte>(decompressed.Written);
            }

            _payload = payload;
            return deserializer(this);
        }
        catch (Exception exception) when (exception is InvalidDataException or Google.Protobuf.InvalidProtocolBufferException)
        {
            throw Refusal(StatusCode.Internal, "The message could not be read.", exception);
        }
        finally
        {
            _payload = default;
            decompressed?.Dispose();
        }
    }

    private RpcException TooLarge() => Refusal(StatusCode.ResourceExhausted, $"The received message is larger than the limit of {maxSize} bytes.");
}
