// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Peers;

/// <summary>The interop cases, made by clients that are not ours against our server.</summary>
public sealed class ForeignClientTests(SharedServer shared)
{
    private const int NodeCases = 22;
    private const int PythonCases = 21;

    [Fact]
    public async Task grpc_js_without_tls()
    {
        await using var peer = Peer.Node("grpc-interop-client.mjs", shared.Server.Http2.Authority, Peer.ProtoFile);

        (await FailuresAsync(peer, NodeCases)).ShouldBeEmpty();
    }

    [Fact]
    public async Task grpc_js_with_tls()
    {
        using var certificate = TemporaryFolder.With("ca.pem", shared.Server.CertificatePem);
        await using var peer = Peer.Node("grpc-interop-client.mjs", shared.Server.Tls.Authority, Peer.ProtoFile, certificate.File("ca.pem"));

        (await FailuresAsync(peer, NodeCases)).ShouldBeEmpty();
    }

    [Fact]
    public async Task grpcio_without_tls()
    {
        using var folder = new TemporaryFolder();
        await Peer.MakePythonStubsAsync(folder.Path);
        await using var peer = Peer.Python("grpc_interop_client.py", folder.Path, shared.Server.Http2.Authority);

        (await FailuresAsync(peer, PythonCases)).ShouldBeEmpty();
    }

    [Fact]
    public async Task grpcio_with_tls()
    {
        using var folder = TemporaryFolder.With("ca.pem", shared.Server.CertificatePem);
        await Peer.MakePythonStubsAsync(folder.Path);
        await using var peer = Peer.Python("grpc_interop_client.py", folder.Path, shared.Server.Tls.Authority, folder.File("ca.pem"));

        (await FailuresAsync(peer, PythonCases)).ShouldBeEmpty();
    }

    private static async Task<List<string>> FailuresAsync(Peer peer, int cases)
    {
        var lines = (await peer.ReadAllAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        lines.Count.ShouldBe(cases);
        return [.. lines.Where(line => line["failure"] is not null).Select(line => $"{line["name"]}: {line["failure"]}")];
    }
}
