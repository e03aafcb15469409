// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;

namespace OnceOnly.Benchmarks.Load;

/// <summary>
/// A client side of HTTP/2 that does as little as possible, so that the two cores belong to the server: prepared requests
/// go out, replies are counted and compared, nothing is decoded. Good for benchmarks only.
/// </summary>
internal sealed class Http2Connection : IAsyncDisposable
{
    private const int LargestWindow = int.MaxValue;
    private const int DefaultWindow = 65_535;
    private const int StreamWindow = 1024 * 1024;

    private readonly Uri _server;
    private readonly SslStream _stream;
    private readonly PipeReader _input;
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly Dictionary<int, OpenCall> _open = [];
    private int _nextStream = 1;
    private int _received;

    private Http2Connection(Uri server, SslStream stream)
    {
        _server = server;
        _stream = stream;
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
    }

    public static async Task<Http2Connection> OpenAsync(Uri address, SslClientAuthenticationOptions tls, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        tls.TargetHost = address.Host;
        tls.ApplicationProtocols = [SslApplicationProtocol.Http2];
        await stream.AuthenticateAsClientAsync(tls, cancellationToken);
        var connection = new Http2Connection(address, stream);
        connection.Greet();
        return connection;
    }

    /// <summary>Keeps so many calls open until the time is over, then waits for the last replies.</summary>
    /// <param name="calls">The next request to send; null when there are no more.</param>
    /// <param name="streams">Calls open at the same time.</param>
    /// <param name="shape">What every reply must look like; null takes the first reply for good, and makes one call only.</param>
    /// <param name="tally">Where results go.</param>
    /// <param name="until"><see cref="Stopwatch"/> time at which no more calls begin.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ReplyShape> RunAsync(
        Func<PreparedCall?> calls, int streams, ReplyShape? shape, Tally tally, long until, CancellationToken cancellationToken)
    {
        for (var i = 0; i < streams; i++)
        {
            TryBegin(calls());
        }

        while (_open.Count > 0)
        {
            await FlushAsync(cancellationToken);
            var read = await _input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (Frame.TryRead(ref buffer, out var frame))
            {
                if (Take(frame, ref shape, tally) && tally.IsCounting && Stopwatch.GetTimestamp() < until)
                {
                    TryBegin(calls());
                }
            }

            _input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                throw new IOException("The server closed the connection.");
            }
        }

        await FlushAsync(cancellationToken);
        return shape!;
    }

    public async ValueTask DisposeAsync()
    {
        await _input.CompleteAsync();
        await _stream.DisposeAsync();
    }

    private void Greet()
    {
        _output.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        Span<byte> settings = stackalloc byte[18];
        Set(settings, 0x1, 0); // no HPACK state
        Set(settings[6..], 0x2, 0); // no push
        Set(settings[12..], 0x4, StreamWindow);
        Frame.Write(_output, FrameType.Settings, 0, 0, settings);
        OpenWindow(streamId: 0, LargestWindow - DefaultWindow);
    }

    private static void Set(Span<byte> target, ushort name, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target, name);
        BinaryPrimitives.WriteInt32BigEndian(target[2..], value);
    }

    private void OpenWindow(int streamId, int by)
    {
        Span<byte> increment = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(increment, by);
        Frame.Write(_output, FrameType.WindowUpdate, 0, streamId, increment);
    }

    private void TryBegin(PreparedCall? call)
    {
        if (call is null)
        {
            return;
        }

        call.Write(_output, _nextStream);
        _open.Add(_nextStream, new OpenCall { Started = Stopwatch.GetTimestamp() });
        _nextStream += 2;
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_output.WrittenCount > 0)
        {
            await _stream.WriteAsync(_output.WrittenMemory, cancellationToken);
            _output.ResetWrittenCount();
        }
    }

    /// <returns>Whether a call has ended.</returns>
    private bool Take(Frame frame, ref ReplyShape? shape, Tally tally)
    {
        switch (frame.Type)
        {
            case FrameType.Data:
                return TakeData(frame, tally);
            case FrameType.Headers when (frame.Flags & Frame.EndHeaders) == 0:
                throw new IOException("The server sends more headers than one frame holds.");
            case FrameType.Headers when frame.IsLast:
                var call = End(frame.StreamId);
                shape ??= new ReplyShape(call.Size, frame.Payload.ToArray());
                tally.Add(Stopwatch.GetTimestamp() - call.Started, shape.Fits(call.Size, frame.Payload));
                return true;
            case FrameType.ResetStream:
                tally.Add(Stopwatch.GetTimestamp() - End(frame.StreamId).Started, isGood: false);
                return true;
            case FrameType.Settings or FrameType.Ping when (frame.Flags & Frame.Acknowledgement) == 0:
                Frame.Write(_output, frame.Type, Frame.Acknowledgement, 0, frame.Type is FrameType.Ping ? frame.Payload.ToArray() : []);
                return false;
            case FrameType.GoAway:
                throw new IOException($"{_server} says good-bye: {Convert.ToHexString(frame.Payload.ToArray())}.");
            default:
                return false;
        }
    }

    private bool TakeData(Frame frame, Tally tally)
    {
        if ((frame.Flags & Frame.Padded) != 0)
        {
            throw new IOException("The server pads its messages.");
        }

        var call = _open[frame.StreamId];
        call.Size += (int)frame.Payload.Length;
        call.Unconfirmed += (int)frame.Payload.Length;
        if (call.Unconfirmed > StreamWindow / 2 && !frame.IsLast)
        {
            OpenWindow(frame.StreamId, call.Unconfirmed);
            call.Unconfirmed = 0;
        }

        _received += (int)frame.Payload.Length;
        if (_received > LargestWindow / 2)
        {
            OpenWindow(streamId: 0, _received);
            _received = 0;
        }

        if (!frame.IsLast)
        {
            return false;
        }

        // Without trailers there is no status: not a gRPC reply.
        tally.Add(Stopwatch.GetTimestamp() - End(frame.StreamId).Started, isGood: false);
        return true;
    }

    private OpenCall End(int streamId) =>
        _open.Remove(streamId, out var call) ? call : throw new IOException("The server answers what nobody asked.");

    private sealed class OpenCall
    {
        public long Started { get; init; }

        public int Size { get; set; }

        /// <summary>Bytes since its window was last opened.</summary>
        public int Unconfirmed { get; set; }
    }
}
