// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>Shows an exchange to its e-service.</summary>
internal sealed class ExchangeViews(InteractionLinks links, CopyVault vault, ILogger<ExchangeViews> log)
{
    /// <summary>With a link, where a person must act, that returns where the exchange was first asked to return.</summary>
    public Task<ExchangeView> OfAsync(ServingState serving, CancellationToken cancellationToken) =>
        OfAsync(serving, serving.Exchange.ReturnUri, serving.Exchange.ReturnState, cancellationToken);

    public async Task<ExchangeView> OfAsync(
        ServingState serving, string? returnUri, string? returnState, CancellationToken cancellationToken)
    {
        var exchange = serving.Exchange;
        return new ExchangeView(
            exchange.Id,
            exchange.ExplicitRequestId,
            exchange.EvidenceType,
            exchange.Provider,
            exchange.State,
            await links.MakeAsync(exchange, returnUri, returnState, cancellationToken),
            exchange.AvailableAt,
            exchange.Error,
            await DocumentsAsync(serving, cancellationToken),
            exchange.ServedFromCopy,
            exchange.UpdatedAt);
    }

    private async ValueTask<IReadOnlyList<DocumentInfo>> DocumentsAsync(ServingState serving, CancellationToken cancellationToken)
    {
        if (serving.Exchange.State is not (ExchangeState.Available or ExchangeState.Delivered or ExchangeState.Acknowledged))
        {
            return [];
        }

        try
        {
            return (await vault.OpenAsync(serving.Copy, cancellationToken))?.Documents ?? [];
        }
        catch (CryptographicException exception)
        {
            Log.CopyAltered(log, serving.Exchange.Id, exception);
            return [];
        }
    }
}
