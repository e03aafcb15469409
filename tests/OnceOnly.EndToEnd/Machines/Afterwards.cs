// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Cli;
using OnceOnly.EndToEnd.Crashes;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Storage.Ledger;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>What must be true of the ledger whatever happened.</summary>
internal static class Afterwards
{
    private const int Everything = int.MaxValue;

    /// <summary>Each delivery and each acknowledgement that an e-service was told of is there, once, and so is every other.</summary>
    /// <returns>How many entries there are.</returns>
    public static async Task<int> ShouldFitAsync(TwoGateways world, Witness witness, CancellationToken cancellationToken)
    {
        // Entries get their place in the ledger a moment after they were committed.
        while (await world.Postgres.RunAsync("SELECT count(*) FROM onceonly_state.ledger_arrival", cancellationToken, TwoGateways.DatabaseName) != "0")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }

        await using var ledger = StoredLedger.InPostgres(world.Database);
        var records = await ledger.Store.SequenceAsync(0, Everything, cancellationToken);
        var entries = records.Select(record => LedgerJson.Read(record.Body)).ToList();
        var delivered = Count<EvidenceDelivered>(entries);
        var acknowledged = Count<EvidenceAcknowledged>(entries);
        witness.AcknowledgedExchanges.ShouldNotBeEmpty();
        foreach (var exchange in witness.DeliveredExchanges.Union(witness.AcknowledgedExchanges))
        {
            delivered.GetValueOrDefault(exchange).ShouldBe(1, exchange);
        }

        delivered.Values.ShouldAllBe(count => count == 1);
        witness.AcknowledgedExchanges.ShouldBeSubsetOf(acknowledged.Keys);
        acknowledged.Values.ShouldAllBe(count => count == 1);
        return entries.Count;
    }

    /// <summary><c>onceonly ledger verify</c>, with each instance's own copy of the checkpoints, once they cover all entries.</summary>
    public static async Task ShouldVerifyAsync(TwoGateways world, CancellationToken cancellationToken)
    {
        var connection = Path.Combine(world.Gateways[0].Folder, "connection");
        await File.WriteAllTextAsync(connection, world.Database, cancellationToken);
        foreach (var gateway in world.Gateways)
        {
            string text;
            int exitCode;
            do
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
                var output = new StringWriter();
                exitCode = await CommandLine.RunAsync(
                    ["ledger", "verify", "--postgres", connection, "--folder", gateway.Folder], output, output, TimeProvider.System, cancellationToken);
                text = output.ToString();
            }
            while (text.Contains("younger", StringComparison.Ordinal));

            exitCode.ShouldBe(0, text);
            text.ShouldContain("ledger verify: ok");
        }
    }

    private static Dictionary<string, int> Count<TEntry>(IEnumerable<LedgerEntry> ledger)
        where TEntry : LedgerEntry =>
        ledger.OfType<TEntry>().GroupBy(entry => entry.About!.Exchange!).ToDictionary(group => group.Key, group => group.Count());
}
