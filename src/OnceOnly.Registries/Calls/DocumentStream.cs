// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Registries.Calls;

/// <summary>
/// A document on its way: never more than its limit, never silent longer than a try may take. Keeps the reason of its
/// end, so that the registry's failures can be told from those of whoever reads.
/// </summary>
internal sealed class DocumentStream(Stream content, long limit, TimeSpan silence, TimeProvider time) : Stream
{
    private readonly CancellationTokenSource silent = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>Why the document is not whole, or null.</summary>
    public RegistryReply.Failed? Failure { get; private set; }

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silent.Token);
        silent.CancelAfter(silence);
        int read;
        try
        {
            read = await content.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fail(new(EvidenceErrorCode.RegistryUnreachable, "silent in the middle of a document", IsTransient: true));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw Fail(new(EvidenceErrorCode.RegistryUnreachable, exception.GetType().Name, IsTransient: true));
        }

        silent.CancelAfter(Timeout.InfiniteTimeSpan);
        BytesRead += read;
        if (BytesRead > limit)
        {
            throw Fail(new(EvidenceErrorCode.RegistryAnswerTooLarge, "larger than agreed"));
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A document is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            silent.Dispose();
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private IOException Fail(RegistryReply.Failed failure)
    {
        Failure = failure;
        return new IOException("The registry's document ended early: " + failure.Cause + ".");
    }
}
