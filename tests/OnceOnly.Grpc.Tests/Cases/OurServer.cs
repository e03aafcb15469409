// SPDX-License-Identifier: EUPL-1.2

using Grpc.Net.Client;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Cases;

public sealed class OurServerWithoutTls(SharedServer shared) : InteropCases
{
    protected override Task<Uri> FindAsync() => Task.FromResult(shared.Server.Http2);
}

public sealed class OurServerWithTls(SharedServer shared) : InteropCases
{
    protected override Task<Uri> FindAsync() => Task.FromResult(shared.Server.Tls);

    protected override GrpcChannel Connect(Uri address) => shared.Server.ConnectTls();
}
