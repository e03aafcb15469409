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
    MyDataEntries entries,
    CopyVault vault,
    IKeyStore keys,
    PersonReferences references,
    Settlement settlement,
    ErasureLease erasures,
    LedgerRecorder recorder,
    TimeProvider clock) : IMyData
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public async Task<IReadOnlyList<MyDataEntry>> ReadAsync(
        AuthenticatedPerson person, int skip, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        var reference = await references.OfAsync(person, cancellationToken);
        var read = await recorder.RecordAsync(new MyDataRead(), reference, cancellationToken, PersonalFields.Of(person));
        await state.CommitAsync(new StateChange { Ledger = [read] }, cancellationToken);
        return await entries.FindAsync(reference, Standing.Of(person, reference), skip, take, cancellationToken);
    }

    public async Task<IReadOnlyList<HeldCopy>> FindCopiesAsync(AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var reference = await references.OfAsync(person, cancellationToken);
        var (seen, _) = await FindCopiesAsync(reference.Subject, Standing.Of(person, reference), cancellationToken);
        return seen
            .Where(copy => copy.State == CopyState.Reusable && copy.ExpiresAt > recorder.Now)
            .Select(copy => new HeldCopy(copy.EvidenceType, copy.Provider, copy.Tenant, copy.ObtainedAt!.Value, copy.ExpiresAt!.Value))
            .ToArray();
    }

    public async Task EraseCopiesAsync(AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var reference = await references.OfAsync(person, cancellationToken);
        for (var round = 0; !await erasures.TryRunAsync(reference.Subject, () => EraseCopiesAsync(person, reference, cancellationToken), cancellationToken); round++)
        {
            if (round == Contention.MostRounds)
            {
                throw Contention.Endless();
            }

            await Task.Delay(LookAgain, clock, cancellationToken);
        }
    }

    private async Task EraseCopiesAsync(AuthenticatedPerson person, PersonReference reference, CancellationToken cancellationToken)
    {
        var subject = reference.Subject;
        var standing = Standing.Of(person, reference);

        // From here on new copies get a new key, so that none is caught under the dying one.
        await keys.RetireAsync(KeyPurpose.Evidence, subject, cancellationToken);

        // What exists now is erased; what is asked for from here on lives. Ending the exchanges comes second, so that none
        // outlives its copy.
        var (seen, others) = await FindCopiesAsync(subject, standing, cancellationToken);
        await EndExchangesAsync(subject, standing, cancellationToken);
        var erased = new CopiesErased(seen.Count);
        var change = new StateChange
        {
            Ledger = [await recorder.RecordAsync(erased, reference, cancellationToken, PersonalFields.Of(person))],
            ErasedCopies = [.. seen.Select(copy => copy.Id)],

            // What a representative may not erase moves to the new key before the old one is destroyed.
            RewrappedCopies = await RewrapAsync(others, cancellationToken),
            PendingErasure = subject,
        };
        await state.CommitAsync(change, cancellationToken);
        if (await keys.DestroyRetiredAsync(KeyPurpose.Evidence, subject, cancellationToken))
        {
            await state.RemovePendingErasureAsync(subject, cancellationToken);
        }
    }

    private async Task<(List<EvidenceCopy> Seen, List<EvidenceCopy> Others)> FindCopiesAsync(
        string subject, Standing standing, CancellationToken cancellationToken)
    {
        List<EvidenceCopy> seen = [], others = [];
        foreach (var copy in await state.FindCopiesAsync(subject, cancellationToken))
        {
            var isSeen = standing.SeesAll
                || (await state.FindExplicitRequestAsync(copy.ExplicitRequestId, cancellationToken) is { } request && standing.Sees(request.Person));
            (isSeen ? seen : others).Add(copy);
        }

        return (seen, others);
    }

    private async Task<IReadOnlyList<EvidenceCopy>> RewrapAsync(List<EvidenceCopy> copies, CancellationToken cancellationToken)
    {
        var rewrapped = new List<EvidenceCopy>();
        foreach (var copy in copies)
        {
            if (await vault.RewrapAsync(copy, cancellationToken) is { } moved)
            {
                rewrapped.Add(moved);
            }
        }

        return rewrapped;
    }

    private async Task EndExchangesAsync(string subject, Standing standing, CancellationToken cancellationToken)
    {
        var open = await state.FindOpenExplicitRequestsAsync(subject, cancellationToken);
        foreach (var request in open.Where(request => standing.Sees(request.Person)))
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
}
