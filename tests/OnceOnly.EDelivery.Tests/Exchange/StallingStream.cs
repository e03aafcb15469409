// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Tests.Exchange;

/// <summary>A body that stops coming somewhere, until it is let go on.</summary>
internal sealed class StallingStream(long length, long stallsAt) : Stream
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Release() => released.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= stallsAt)
        {
            await released.Task.WaitAsync(cancellationToken);
        }

        var end = released.Task.IsCompleted ? length : stallsAt;
        var count = (int)Math.Min(buffer.Length, end - position);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
