// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots.AccessPoints;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>An exchange whose evidence was asked for abroad, and what tests of the answer want to know of it.</summary>
public abstract class AskedAbroad : IAsyncDisposable
{
    private protected Border Border { get; } = new();

    private protected World World => Border.World;

    private protected DateTimeOffset Now => World.Clock.GetUtcNow();

    public async ValueTask DisposeAsync()
    {
        await Border.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<(EServiceCall Call, OutgoingEdm First)> SendAsync()
    {
        var call = await Border.GiveAsync();
        return (call, await Border.SendAsync(call));
    }

    private protected async Task<(EServiceCall Call, OutgoingEdm Second)> LeaveAsync()
    {
        var (call, first) = await SendAsync();
        return (call, (await Border.LeaveAsync(call, first)).Second);
    }

    private protected IReadOnlyList<string> Dropped() =>
        World.Query("SELECT body ->> '$.reason' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-dropped' ORDER BY id");

    private protected async Task ShouldFailAsync(EServiceCall call, EvidenceErrorCode code)
    {
        await Border.ReachAsync(call, ExchangeState.Failed);
        (await Border.FindAsync(call)).Error!.Code.ShouldBe(code);
        World.Query("SELECT count(*) FROM evidence_copy WHERE state <> 'erased'").ShouldBe(["0"]);
    }
}
