// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>Evidence on its way to the e-service: fetched, delivered, acknowledged.</summary>
internal sealed class Deliveries(
    IEvidenceState state,
    CallCheck check,
    CopyVault vault,
    DocumentsDigest digest,
    Settlement settlement,
    LedgerRecorder recorder,
    ExchangeViews views,
    ILogger<Deliveries> log)
{
    /// <summary>Opens the evidence for a delivery. Nothing leaves yet.</summary>
    public async Task<Result<IEvidenceDelivery>> BeginAsync(EServiceCall call, string exchangeId, CancellationToken cancellationToken)
    {
        var found = await check.ExchangeAsync(call, exchangeId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var (exchange, request, copy) = found.Value;
        if (check.Closed(request) is { } closed)
        {
            return closed;
        }

        if (exchange.State is not (ExchangeState.Available or ExchangeState.Delivered))
        {
            return new EvidenceError(EvidenceErrorCode.WrongState, "Evidence can be fetched while the exchange is available or delivered.");
        }

        var offer = await check.OfferAsync(request, new RequestedEvidence(exchange.EvidenceType, exchange.Provider), cancellationToken);
        if (!offer.IsSuccess)
        {
            return offer.Error;
        }

        try
        {
            if (await vault.OpenAsync(copy, cancellationToken) is not { } reader)
            {
                // Its person had it erased: the exchange ends, however it came by the copy.
                await settlement.ExpireAsync(found.Value, cancellationToken);
                return new EvidenceError(EvidenceErrorCode.Expired);
            }

            return new EvidenceDelivery(found.Value, reader, this);
        }
        catch (CryptographicException exception)
        {
            Log.CopyAltered(log, exchange.Id, exception);
            return new EvidenceError(EvidenceErrorCode.Internal);
        }
    }

    /// <summary>Writes down that the evidence is about to leave, before the first byte does.</summary>
    /// <exception cref="InvalidOperationException">The explicit request was closed since the delivery began.</exception>
    public async Task LeaveAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var (exchange, request, _) = serving;
        LedgerEntry entry = exchange.State == ExchangeState.Available ? new EvidenceFetched() : new EvidenceRedelivered();
        var change = new StateChange
        {
            Ledger = [await recorder.RecordAsync(entry, request, exchange, cancellationToken)],

            // The citizen's word counts at once: nothing leaves after a withdrawal was written.
            OpenExplicitRequest = request.Id,
        };
        if (await state.CommitAsync(change, cancellationToken) != CommitOutcome.Committed)
        {
            throw new InvalidOperationException("The explicit request was closed before the first byte left.");
        }
    }

    /// <summary>The last byte has left. The first time it is the delivery; there is never a second.</summary>
    public async Task CompleteAsync(ServingState serving, CancellationToken cancellationToken)
    {
        for (var round = 0; serving.Exchange.DeliveredAt is null && round < Contention.MostRounds; round++)
        {
            var (exchange, request, _) = serving;
            var change = new StateChange
            {
                Ledger = [await recorder.RecordAsync(new EvidenceDelivered(), request, exchange, cancellationToken)],

                // Once, even when the exchange has ended while its last bytes were on their way.
                Use = DeliveryOf(exchange, request),
                Exchanges = exchange.State == ExchangeState.Available ? [new ExchangeStep(exchange, Delivered(exchange))] : [],
            };
            if (await settlement.CommitAsync(change, request, cancellationToken) == CommitOutcome.Committed)
            {
                return;
            }

            var now = await state.FindExchangeAsync(exchange.Id, cancellationToken);
            if (now is null || now.Exchange.Revision == exchange.Revision)
            {
                return;
            }

            serving = now;
        }
    }

    public async Task<Result<ExchangeView>> AcknowledgeAsync(
        EServiceCall call, string exchangeId, IReadOnlyList<ReadOnlyMemory<byte>> sha256, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var found = await check.ExchangeAsync(call, exchangeId, cancellationToken);
            if (!found.IsSuccess)
            {
                return found.Error;
            }

            var (exchange, request, copy) = found.Value;
            if (exchange.State is not (ExchangeState.Available or ExchangeState.Delivered or ExchangeState.Acknowledged))
            {
                return check.Closed(request) ?? new EvidenceError(EvidenceErrorCode.WrongState, "There is nothing to acknowledge.");
            }

            if (!await digest.IsOfAsync(request, exchange, sha256, cancellationToken))
            {
                return new EvidenceError(EvidenceErrorCode.DigestMismatch, "Send the SHA-256 of each document, in the order delivered.");
            }

            if (exchange.State == ExchangeState.Acknowledged)
            {
                return await views.OfAsync(found.Value, cancellationToken);
            }

            if (check.Closed(request) is { } closed)
            {
                return closed;
            }

            await settlement.CommitAsync(await AcknowledgedAsync(found.Value, cancellationToken), request, cancellationToken);
        }

        throw Contention.Endless();
    }

    private async Task<StateChange> AcknowledgedAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var (exchange, request, copy) = serving;
        var ledger = new List<LedgerRecord>();
        var steps = new List<ExchangeStep>();
        if (exchange.State == ExchangeState.Available)
        {
            // The digests prove the delivery whose record was lost when a gateway died between last byte and record.
            var delivered = Delivered(exchange);
            ledger.Add(await recorder.RecordAsync(new EvidenceDelivered(), request, exchange, cancellationToken));
            steps.Add(new ExchangeStep(exchange, delivered));
            exchange = delivered;
        }

        var acknowledged = exchange.MovedTo(ExchangeState.Acknowledged, recorder.Now) with { DueAt = null };
        ledger.Add(await recorder.RecordAsync(new EvidenceAcknowledged(), request, exchange, cancellationToken));
        steps.Add(new ExchangeStep(exchange, acknowledged));
        return new StateChange
        {
            Ledger = ledger,
            Exchanges = steps,
            Use = steps.Count > 1 ? DeliveryOf(exchange, request) : null,
            ErasedCopies = copy is { Policy: ReusePolicy.None } ? [copy.Id] : [],
        };
    }

    // A delivery that began in time may end a while after its explicit request.
    private static SingleUse DeliveryOf(Exchange exchange, ExplicitRequest request) =>
        new("delivered:" + exchange.Id, request.ExpiresAt + TimeSpan.FromDays(1));

    private Exchange Delivered(Exchange exchange)
    {
        var now = recorder.Now;
        return exchange.MovedTo(ExchangeState.Delivered, now) with { DeliveredAt = now };
    }
}
