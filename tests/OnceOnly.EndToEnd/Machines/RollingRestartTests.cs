// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Crashes;
using OnceOnly.Testing.Databases;

namespace OnceOnly.EndToEnd.Machines;

public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // Twenty times what the balancer needs to notice: on a busy machine it may notice late, which is no fault of the gateway.
    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal) { ["Operations:DrainTime"] = "00:00:08" };

    [Fact]
    public async Task A_rolling_restart_of_both_gateways_under_load_loses_no_request()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var world = await TwoGateways.StartAsync(new PostgresServerOptions(), Settings, patience.Token);
        var witness = new Witness();
        var clients = new Reconnecting();
        await using var crowd = new Crowd(world, clients, witness, patience.Token);

        await crowd.WhileAsync(RestartAsync(world, clients, patience.Token));
        await crowd.EndAsync();

        await Afterwards.ShouldFitAsync(world, witness, patience.Token);
        await Afterwards.ShouldVerifyAsync(world, patience.Token);
        output.WriteLine($"{clients.Steps} steps, {clients.Repeated} repeated because the gateway said so, {witness.AcknowledgedExchanges.Count} exchanges acknowledged");
    }

    private static async Task RestartAsync(TwoGateways world, Reconnecting clients, CancellationToken cancellationToken)
    {
        await UntilAsync(clients.Steps + 10);
        for (var gateway = 0; gateway < world.Gateways.Count; gateway++)
        {
            await world.Gateways[gateway].StopAsync(cancellationToken);
            world.Gateways[gateway].ExitCode.ShouldBe(0);
            await world.Gateways[gateway].StartAsync(cancellationToken);
            await world.Balancer.WaitUntilUpAsync(gateway, cancellationToken);
            await UntilAsync(clients.Steps + 10);
        }

        async Task UntilAsync(int steps)
        {
            while (clients.Steps < steps)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }
}
