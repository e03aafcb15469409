// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;

namespace OnceOnly.EndToEnd.Borders;

/// <summary>The line between two access points. It knows nothing of what passes, but can fail in every way a line does.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private int _connections;
    private int _faults;

    public Line(Uri target)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Nobody gets through.</summary>
    public bool IsCut { get; set; }

    /// <summary>What happens to a connection, by its number from 1: after how many bytes of the answer it ends; null lets it live.</summary>
    public Func<int, int?> LosesAnswersAfter { get; set; } = _ => null;

    /// <summary>How many connections were refused or ended.</summary>
    public int Faults => Volatile.Read(ref _faults);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task PassAsync(TcpClient from)
    {
        using var near = from;
        using var far = new TcpClient();
        try
        {
            if (IsCut)
            {
                Interlocked.Increment(ref _faults);
                return;
            }

            var limit = LosesAnswersAfter(Interlocked.Increment(ref _connections));
            await far.ConnectAsync(_target, _stop.Token);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var there = near.GetStream().CopyToAsync(far.GetStream(), either.Token);
            var back = CopyAsync(far.GetStream(), near.GetStream(), limit, either.Token);
            await Task.WhenAny(there, back);
            await either.CancelAsync();
            await Task.WhenAll(there, back);
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
        {
            // Lines break.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, int? limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var passed = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            passed += read;
            if (passed > limit || IsCut)
            {
                Interlocked.Increment(ref _faults);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
