// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.EDelivery;

/// <summary>Reads octets segment by segment; only asynchronously.</summary>
internal sealed class OctetStream(ISqlDatabase database, string id, long length) : Stream
{
    private byte[] _segment = [];
    private int _next;
    private int _used;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == length || buffer.IsEmpty)
        {
            return 0;
        }

        if (_used == _segment.Length)
        {
            var select = new SqlStatement("SELECT data FROM as4_segment WHERE octets_id = @octets AND segment = @segment")
                .With("@octets", id)
                .With("@segment", _next++);
            _segment = await database.OneAsync(select, row => row.GetFieldValue<byte[]>(0), cancellationToken)
                ?? throw new IOException("The octets of the message are gone.");
            _used = 0;
        }

        var count = Math.Min(buffer.Length, _segment.Length - _used);
        _segment.AsMemory(_used, count).CopyTo(buffer);
        _used += count;
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
