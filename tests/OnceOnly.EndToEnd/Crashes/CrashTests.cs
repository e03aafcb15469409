// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Entries;

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>What a gateway that was killed again and again must have kept.</summary>
[Collection(nameof(CrashedGateway))]
public sealed class CrashTests
{
    private readonly CrashedGateway _gateway;

    public CrashTests(CrashedGateway gateway, ITestOutputHelper output)
    {
        _gateway = gateway;
        output.WriteLine(gateway.Summary);
    }

    [Fact]
    public async Task Each_acknowledged_delivery_has_exactly_one_entry()
    {
        var delivered = CountByExchange<EvidenceDelivered>(await _gateway.Left.ReadLedgerAsync());

        _gateway.Witness.AcknowledgedExchanges.ShouldNotBeEmpty();
        foreach (var exchange in _gateway.Witness.DeliveredExchanges.Union(_gateway.Witness.AcknowledgedExchanges))
        {
            delivered.GetValueOrDefault(exchange).ShouldBe(1, exchange);
        }

        delivered.Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public async Task Each_acknowledgement_that_was_answered_is_in_the_ledger_once()
    {
        var acknowledged = CountByExchange<EvidenceAcknowledged>(await _gateway.Left.ReadLedgerAsync());

        _gateway.Witness.AcknowledgedExchanges.ShouldBeSubsetOf(acknowledged.Keys);
        acknowledged.Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public async Task A_registry_is_asked_once_an_exchange_unless_the_ledger_says_again()
    {
        var ledger = await _gateway.Left.ReadLedgerAsync();
        var asked = CountByExchange<EvidenceAsked>(ledger);
        var served = CountByExchange<EvidenceServedFromCopy>(ledger);

        foreach (var (exchange, _, _) in _gateway.Left.ReadExchanges())
        {
            (asked.GetValueOrDefault(exchange) + served.GetValueOrDefault(exchange)).ShouldBe(1, exchange);
        }

        // Each path by itself: one ask is a lookup and a call for each document.
        var again = CountByExchange<EvidenceReAsked>(ledger);
        _gateway.RegistryJournal.ShouldNotBeEmpty();
        foreach (var calls in _gateway.RegistryJournal.CountBy(call => call))
        {
            var exchange = calls.Key.CorrelationId.ShouldNotBeNull();
            calls.Value.ShouldBeInRange(1, asked.GetValueOrDefault(exchange) + again.GetValueOrDefault(exchange), exchange + " " + calls.Key.Path);
        }
    }

    [Fact]
    public void No_exchange_is_left_for_a_minute_without_an_end_or_a_reason()
    {
        _gateway.AllEnded.ShouldBeTrue();
        _gateway.Witness.EndedExchanges.ShouldAllBe(exchange => exchange.Error != null);
        _gateway.Left.ReadExchanges()
            .Where(exchange => exchange.State is not ("acknowledged" or "declined" or "expired") && exchange.Error is null)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_ledger_verifies_in_each_life()
    {
        _gateway.Verifications.Where(verification => verification.ExitCode != 0).ShouldBeEmpty();
        _gateway.Verifications.ShouldAllBe(verification => verification.Output.Contains("ledger verify: ok"));
    }

    private static Dictionary<string, int> CountByExchange<TEntry>(IEnumerable<LedgerEntry> ledger)
        where TEntry : LedgerEntry =>
        ledger.OfType<TEntry>().GroupBy(entry => entry.About!.Exchange!).ToDictionary(group => group.Key, group => group.Count());
}
