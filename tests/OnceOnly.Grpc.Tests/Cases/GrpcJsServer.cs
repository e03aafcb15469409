// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Grpc.Tests.Peers;

namespace OnceOnly.Grpc.Tests.Cases;

public sealed class GrpcJsServer(ForeignServers servers) : InteropCases
{
    protected override Task<Uri> FindAsync() => servers.GrpcJsAsync("identity");
}

public sealed class GrpcJsServerThatCompresses(ForeignServers servers) : InteropCases
{
    protected override Task<Uri> FindAsync() => servers.GrpcJsAsync("gzip");
}
