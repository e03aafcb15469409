// SPDX-License-Identifier: EUPL-1.2

[assembly: AssemblyFixture(typeof(OnceOnly.Grpc.Tests.Serving.SharedServer))]

namespace OnceOnly.Grpc.Tests.Serving;

/// <summary>One server with default options for all tests that need no other.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
