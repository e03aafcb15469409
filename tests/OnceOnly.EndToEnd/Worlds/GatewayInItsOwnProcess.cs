// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Worlds;

/// <summary>One world whose gateway is a process of its own, shared by the tests that hold it against hostile callers.</summary>
public sealed class GatewayInItsOwnProcess : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        // Tests send more than any citizen does.
        ["RateLimits:PagesPerMinute"] = "0",
        ["RateLimits:ApiPerMinute"] = "0",
    };

    private WorldAround? _around;

    internal WorldAround Around => _around!;

    internal PilotWorld World => Around.Pilot;

    public async ValueTask InitializeAsync() =>
        _around = await WorldAround.StartAsync(Settings, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _around?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A client that trusts the pilot's authority, without redirects and cookies.</summary>
    internal HttpClient CreateClient() => new(DevelopmentTrust.CreateHandler(World.Certificates));
}
