// SPDX-License-Identifier: EUPL-1.2

[assembly: AssemblyFixture(typeof(OnceOnly.Grpc.Tests.Peers.ForeignServers))]

namespace OnceOnly.Grpc.Tests.Peers;

/// <summary>Servers of @grpc/grpc-js, started when the first test wants one.</summary>
public sealed class ForeignServers : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, (Peer Peer, Uri Address)> _started = new(StringComparer.Ordinal);

    /// <param name="compression">`identity` or `gzip`: how it sends.</param>
    public async Task<Uri> GrpcJsAsync(string compression)
    {
        await _one.WaitAsync();
        try
        {
            if (!_started.TryGetValue(compression, out var server))
            {
                var peer = Peer.Node("grpc-interop-server.mjs", Peer.ProtoFile, compression);
                var line = await peer.ReadLineAsync();
                line.ShouldNotBeNull().ShouldStartWith("listening ");
                server = (peer, new Uri($"http://127.0.0.1:{line!["listening ".Length..]}"));
                _started.Add(compression, server);
            }

            return server.Address;
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (peer, _) in _started.Values)
        {
            await peer.DisposeAsync();
        }

        _one.Dispose();
    }
}
