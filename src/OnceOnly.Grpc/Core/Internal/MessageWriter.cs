// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Core.Internal;

/// <summary>Writes length-prefixed messages, one after the other, straight into their output when their size is known beforehand.</summary>
internal sealed class MessageWriter(int? maxSize) : SerializationContext, IBufferWriter<byte>
{
    public const int PrefixSize = 5;

    private IBufferWriter<byte> _output = null!;
    private ArrayBufferWriter<byte>? _unsized;
    private int? _length;
    private long _written;
    private State _state;

    private enum State
    {
        Idle,
        Begun,
        Writing,
        Complete,
    }

    /// <summary>True when a message broke off after its prefix: nothing sensible can follow it.</summary>
    public bool IsBroken { get; private set; }

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is larger than the limit. Nothing was written.</exception>
    public void Write<T>(IBufferWriter<byte> output, T message, Action<T, SerializationContext> serializer)
    {
        _output = output;
        _length = null;
        _written = 0;
        _unsized?.ResetWrittenCount();
        _state = State.Begun;
        serializer(message, this);
        if (_state != State.Complete)
        {
            throw new InvalidOperationException("The marshaller did not complete the message.");
        }

        _state = State.Idle;
    }

    public override void SetPayloadLength(int payloadLength)
    {
        Expect(State.Begun);
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        Check(payloadLength);
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_state != State.Writing)
        {
            Expect(State.Begun);
            _state = State.Writing;
            if (_length is { } length)
            {
                WritePrefix(length);
                IsBroken = true;
            }
            else
            {
                _unsized ??= new ArrayBufferWriter<byte>();
            }
        }

        return this;
    }

    public override void Complete()
    {
        if (_state == State.Begun)
        {
            GetBufferWriter();
        }

        Expect(State.Writing);
        if (_length is { } length)
        {
            if (_written != length)
            {
                throw new InvalidOperationException($"The message was announced with {length} bytes but has {_written}.");
            }

            IsBroken = false;
        }
        else
        {
            WriteWhole(_unsized!.WrittenSpan);
        }

        _state = State.Complete;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        Expect(State.Begun);
        WriteWhole(payload);
        _state = State.Complete;
    }

    void IBufferWriter<byte>.Advance(int count)
    {
        _written += count;
        Target.Advance(count);
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Target.GetMemory(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Target.GetSpan(sizeHint);

    private IBufferWriter<byte> Target => _length is null ? _unsized! : _output;

    private void WriteWhole(ReadOnlySpan<byte> payload)
    {
        Check(payload.Length);
        WritePrefix(payload.Length);
        _output.Write(payload);
    }

    private void WritePrefix(int length)
    {
        var prefix = _output.GetSpan(PrefixSize);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        _output.Advance(PrefixSize);
    }

    private void Check(int length)
    {
        if (length > maxSize)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"The message to send is larger than the limit of {maxSize} bytes."));
        }
    }

    private void Expect(State state)
    {
        if (_state != state)
        {
            throw new InvalidOperationException("The marshaller used its context out of order.");
        }
    }
}
