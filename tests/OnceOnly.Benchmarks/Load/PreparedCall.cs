// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;

namespace OnceOnly.Benchmarks.Load;

/// <summary>One unary or server-streaming gRPC request as it goes over the wire, but for the number of its stream.</summary>
internal sealed class PreparedCall
{
    private const int MessagePrefix = 5;
    private const int LargestFrame = 16 * 1024;

    private readonly byte[] _frames;
    private readonly int _dataAt;

    /// <param name="address">Origin of the server.</param>
    /// <param name="path">Full name of the method, with its leading slash.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="message">The request message.</param>
    public PreparedCall(Uri address, string path, IEnumerable<(string Name, string Value)> headers, ReadOnlySpan<byte> message)
    {
        var block = HeaderBlock.Encode(
        [
            (":method", "POST"),
            (":scheme", address.Scheme),
            (":authority", address.Authority),
            (":path", path),
            ("content-type", "application/grpc"),
            ("te", "trailers"),
            .. headers.Select(header => (header.Name.ToLowerInvariant(), header.Value)),
        ]);
        if (block.Length > LargestFrame)
        {
            throw new ArgumentException("The headers do not fit into one frame.", nameof(headers));
        }

        _dataAt = Frame.HeaderSize + block.Length;
        _frames = new byte[_dataAt + Frame.HeaderSize + MessagePrefix + message.Length];
        Frame.WriteHeader(_frames, block.Length, FrameType.Headers, Frame.EndHeaders, streamId: 0);
        block.CopyTo(_frames, Frame.HeaderSize);
        Frame.WriteHeader(_frames.AsSpan(_dataAt), MessagePrefix + message.Length, FrameType.Data, Frame.EndStream, streamId: 0);
        var body = _frames.AsSpan(_dataAt + Frame.HeaderSize);
        BinaryPrimitives.WriteInt32BigEndian(body[1..], message.Length);
        message.CopyTo(body[MessagePrefix..]);
    }

    public void Write(IBufferWriter<byte> output, int streamId)
    {
        const int IdAt = 5;
        var span = output.GetSpan(_frames.Length);
        _frames.CopyTo(span);
        BinaryPrimitives.WriteInt32BigEndian(span[IdAt..], streamId);
        BinaryPrimitives.WriteInt32BigEndian(span[(_dataAt + IdAt)..], streamId);
        output.Advance(_frames.Length);
    }
}
