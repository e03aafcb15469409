// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>One host for the many cases of a class that leave nothing behind and do not move the clock.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal IdentityHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await IdentityHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
