// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>Exchanges as REST shows them.</summary>
internal sealed class ExchangeResources(EvidenceApi api)
{
    public ExchangeResource Of(ExchangeView exchange) => new(
        exchange.Id,
        exchange.ExplicitRequestId,
        exchange.EvidenceType,
        exchange.Provider,
        exchange.State,
        [.. exchange.Documents.Select(DocumentResource.Of)],
        exchange.ServedFromCopy,
        exchange.UpdatedAt)
    {
        Interaction = exchange.Interaction is { } interaction
            ? new InteractionResource(api.LinkOf(interaction), interaction.ExpiresAt)
            : null,
        AvailableAt = exchange.AvailableAt,
        Error = exchange.Error is { } error
            ? new ExchangeErrorResource(error.WireCode, error.Party, error.Phase, error.Retry, api.SentenceOf(error))
            : null,
    };
}
