// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EndToEnd.Crashes;
using OnceOnly.Testing.Databases;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>
/// Everything fails once, under load, and gateways die at 200 random points (<c>ONCEONLY_DEATHS</c>), with <c>ONCEONLY_LONG=1</c>.
/// <c>dotnet run --project tests/OnceOnly.EndToEnd -- -class OnceOnly.EndToEnd.Machines.FaultTests -showliveoutput</c>
/// prints what was measured.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int StepsBetween = 5;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1";
    private static readonly int Deaths = int.Parse(Environment.GetEnvironmentVariable("ONCEONLY_DEATHS") ?? "200", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        // Whoever is not heard of for three seconds is dead.
        ["Evidence:Lease"] = "00:00:03",
    };

    private static readonly PostgresServerOptions Small = new()
    {
        Megabytes = PostgresServer.CanBeLimited ? 400 : null,
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_wal_size"] = "64MB", ["min_wal_size"] = "32MB" },
    };

    [Fact]
    public async Task Whatever_fails_nothing_acknowledged_is_lost_or_doubled_and_service_resumes_by_itself()
    {
        Assert.SkipUnless(IsLong, "Takes a quarter of an hour; ./test.sh --long has it.");
        using var patience = new CancellationTokenSource(Patience);
        var cancel = patience.Token;
        await using var world = await TwoGateways.StartAsync(Small, Settings, cancel);
        var witness = new Witness();
        using var turmoil = new Turmoil();
        await using var crowd = new Crowd(world, turmoil, witness, cancel);
        output.WriteLine("| what fails | times | steps that failed | longest until service resumed | acknowledged meanwhile |");
        output.WriteLine("|---|---|---|---|---|");

        await crowd.WhileAsync(EverythingAsync());
        await crowd.EndAsync();

        var entries = await Afterwards.ShouldFitAsync(world, witness, cancel);
        await Afterwards.ShouldVerifyAsync(world, cancel);
        turmoil.Undisturbed.ShouldBeEmpty();
        output.WriteLine(FormattableString.Invariant($"{witness.AcknowledgedExchanges.Count} exchanges acknowledged, {witness.EndedExchanges.Count} came to nothing; {entries} ledger entries, verified"));

        async Task EverythingAsync()
        {
            var random = new Random();
            await turmoil.AfterStepsAsync(StepsBetween, cancel);
            await RowAsync("a gateway is killed (SIGKILL)", Deaths, async () =>
            {
                await Task.Delay(random.Next(0, 300), cancel);
                var victim = world.Gateways[random.Next(world.Gateways.Count)];
                await victim.KillAsync();
                await victim.StartAsync(cancel);
            });
            await RowAsync("PostgreSQL is restarted", 1, () => world.Postgres.RestartAsync(cancel));
            await RowAsync("PostgreSQL is killed (SIGKILL)", 1, async () =>
            {
                await world.Postgres.KillAsync();
                await world.Postgres.StartAgainAsync(cancel);
            });
            await RowAsync("PostgreSQL is read-only", 1, async () =>
            {
                await world.Postgres.SetReadOnlyAsync(true, cancel);
                await Task.Delay(Outage, cancel);
                await world.Postgres.SetReadOnlyAsync(false, cancel);
            });
            if (PostgresServer.CanBeLimited)
            {
                await RowAsync("PostgreSQL is out of disk", 1, async () =>
                {
                    await using (await world.Postgres.FillAsync(cancel))
                    {
                        await Task.Delay(Outage, cancel);
                    }

                    // Without room for its log it ends; a supervisor starts it again.
                    await world.Postgres.SuperviseAsync(cancel);
                });
            }

            await RowAsync("Redis is killed (SIGKILL)", 1, async () =>
            {
                await world.Redis.KillAsync();
                await Task.Delay(Outage, cancel);
                await world.Redis.StartAgainAsync(cancel);
            });
            await RowAsync("Redis is flushed", 3, () => world.Redis.FlushAsync(cancel));
            await RowAsync("Redis stalls (SIGSTOP)", 1, async () =>
            {
                world.Redis.Stall();
                await Task.Delay(Outage, cancel);
                world.Redis.Continue();
            });
            await RowAsync("Redis answers with others' bytes", 3, () => world.Redis.RunAsync(
                cancel,
                "EVAL",
                "local keys = redis.call('KEYS', '*'); local last; for _, key in ipairs(keys) do local value = redis.call('GET', key); redis.call('SET', key, last or 'garbage'); last = value end; return #keys",
                "0"));
        }

        async Task RowAsync(string what, int times, Func<Task> fault)
        {
            var (failures, acknowledged, longest) = (turmoil.Failures, witness.AcknowledgedExchanges.Count, TimeSpan.Zero);
            for (var time = 0; time < times; time++)
            {
                turmoil.Break();
                await fault();
                turmoil.Heal();
                var resumed = await turmoil.AfterStepsAsync(1, cancel);
                longest = resumed > longest ? resumed : longest;
                await turmoil.AfterStepsAsync(StepsBetween, cancel);
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {times} | {turmoil.Failures - failures} | {longest.TotalSeconds:0.0} s | {witness.AcknowledgedExchanges.Count - acknowledged} |"));
        }
    }
}
