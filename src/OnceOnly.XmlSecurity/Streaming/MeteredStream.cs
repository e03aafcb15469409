// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Streaming;

/// <summary>Gives the beginning of a document only, until its signature is known to be good: all of that is held in memory.</summary>
internal sealed class MeteredStream(Stream inner) : Stream
{
    /// <summary>Bytes up to the end of the signature, with what the reader takes ahead of it.</summary>
    public const int Allowance = 128 * 1024;

    private long left = Allowance;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on everything may be read.</summary>
    public void Lift() => left = long.MaxValue;

    /// <exception cref="InvalidDataException">The signature does not come to its end.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The signature does not come to its end.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (left == 0)
        {
            throw new InvalidDataException();
        }

        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        left -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
