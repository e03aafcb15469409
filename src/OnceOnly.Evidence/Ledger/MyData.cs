// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Ledger;

/// <summary>What a citizen can see of the ledger and have erased from the store.</summary>
internal sealed class MyData(
    IEvidenceState state,
    ILedgerStore ledger,
    LogKeys logKeys,
    IKeyStore keys,
    PersonReferences references,
    Settlement settlement,
    LedgerRecorder recorder) : IMyData
{
    private const int MostEntries = 200;

    public async Task<IReadOnlyList<MyDataEntry>> ReadAsync(
        AuthenticatedPerson person, int skip, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        var subject = (await references.OfAsync(person, cancellationToken)).Subject;
        var entry = await recorder.RecordAsync(new MyDataRead(), subject, cancellationToken, PersonalFields.Of(person));
        await state.CommitAsync(new StateChange { Ledger = [entry] }, cancellationToken);
        var aliases = await logKeys.AliasesAsync(subject, cancellationToken);
        var records = await ledger.FindAsync(aliases, skip, Math.Min(take, MostEntries), cancellationToken);
        return records.Select(Describe).ToArray();
    }

    public async Task<IReadOnlyList<HeldCopy>> FindCopiesAsync(AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var subject = (await references.OfAsync(person, cancellationToken)).Subject;
        var copies = await state.FindCopiesAsync(subject, cancellationToken);
        return copies
            .Where(copy => copy.State == CopyState.Reusable && copy.ExpiresAt > recorder.Now)
            .Select(copy => new HeldCopy(copy.EvidenceType, copy.Provider, copy.Tenant, copy.ObtainedAt!.Value, copy.ExpiresAt!.Value))
            .ToArray();
    }

    public async Task EraseCopiesAsync(AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var subject = (await references.OfAsync(person, cancellationToken)).Subject;

        // From here on new copies get a new key, so that none is caught under the dying one.
        await keys.RetireAsync(KeyPurpose.Evidence, subject, cancellationToken);

        // What exists now is erased; what is asked for from here on lives. Ending the exchanges comes second, so that none
        // outlives its copy.
        var copies = await state.FindCopiesAsync(subject, cancellationToken);
        await EndExchangesAsync(subject, cancellationToken);
        var erased = new CopiesErased(copies.Count);
        var change = new StateChange
        {
            Ledger = [await recorder.RecordAsync(erased, subject, cancellationToken, PersonalFields.Of(person))],
            ErasedCopies = [.. copies.Select(copy => copy.Id)],
            PendingErasure = subject,
        };
        await state.CommitAsync(change, cancellationToken);
        if (await keys.DestroyRetiredAsync(KeyPurpose.Evidence, subject, cancellationToken))
        {
            await state.RemovePendingErasureAsync(subject, cancellationToken);
        }
    }

    private async Task EndExchangesAsync(string subject, CancellationToken cancellationToken)
    {
        foreach (var request in await state.FindOpenExplicitRequestsAsync(subject, cancellationToken))
        {
            foreach (var exchange in await state.FindExchangesAsync(request.Id, cancellationToken))
            {
                await EndAsync(exchange.Id, cancellationToken);
            }
        }
    }

    private async Task EndAsync(string exchangeId, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var serving = await state.FindExchangeAsync(exchangeId, cancellationToken);
            if (serving is null
                || !ExchangeTransitions.Allows(serving.Exchange.State, ExchangeState.Expired)
                || await settlement.ExpireAsync(serving, cancellationToken) == CommitOutcome.Committed)
            {
                return;
            }
        }

        throw Contention.Endless();
    }

    private static MyDataEntry Describe(StoredRecord record)
    {
        var entry = LedgerJson.Read(record.Body);
        return new MyDataEntry(
            record.Index,
            entry.At,
            LedgerJson.EventOf(entry),
            entry.About?.Client,
            entry.About?.Tenant,
            entry.About?.Procedure,
            entry.About?.EvidenceType,
            entry.About?.Provider,
            entry.Outcome,
            entry.About?.ExplicitRequest);
    }
}
