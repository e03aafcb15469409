// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Api.Errors;
using V1 = OnceOnly.Evidence.V1;

namespace OnceOnly.Gateway.Api.Rpc;

/// <summary>Exchanges as gRPC shows them.</summary>
internal sealed class ExchangeMessages(EvidenceApi api)
{
    public V1.Exchange Of(ExchangeView exchange) => new()
    {
        ExchangeId = exchange.Id,
        ExplicitRequestId = exchange.ExplicitRequestId,
        EvidenceType = exchange.EvidenceType,
        Provider = exchange.Provider,
        State = Of(exchange.State),
        Interaction = exchange.Interaction is { } interaction
            ? new V1.Interaction { Uri = api.LinkOf(interaction).AbsoluteUri, ExpiresAt = Timestamp.FromDateTimeOffset(interaction.ExpiresAt) }
            : null,
        AvailableAt = exchange.AvailableAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
        Error = exchange.Error is { } error ? Of(error) : null,
        Documents = { exchange.Documents.Select(Of) },
        ServedFromCopy = exchange.ServedFromCopy,
        UpdatedAt = Timestamp.FromDateTimeOffset(exchange.UpdatedAt),
    };

    public static V1.DocumentInfo Of(DocumentInfo document) => new()
    {
        DocumentId = document.Id,
        MediaType = document.MediaType,
        FileName = document.FileName,
        Size = document.Size,
        Sha256 = ByteString.CopyFrom(document.Sha256.Span),
    };

    private static V1.ExchangeState Of(ExchangeState state) => state switch
    {
        ExchangeState.Requested => V1.ExchangeState.Requested,
        ExchangeState.PreviewRequired => V1.ExchangeState.PreviewRequired,
        ExchangeState.Previewing => V1.ExchangeState.Previewing,
        ExchangeState.Available => V1.ExchangeState.Available,
        ExchangeState.Delivered => V1.ExchangeState.Delivered,
        ExchangeState.Acknowledged => V1.ExchangeState.Acknowledged,
        ExchangeState.Declined => V1.ExchangeState.Declined,
        ExchangeState.Unavailable => V1.ExchangeState.Unavailable,
        ExchangeState.Failed => V1.ExchangeState.Failed,
        ExchangeState.Expired => V1.ExchangeState.Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    private V1.EvidenceError Of(EvidenceError error) => new()
    {
        Code = error.WireCode,
        Party = Problems.Wire(error.Party),
        Phase = Problems.Wire(error.Phase),
        Retry = Problems.Wire(error.Retry),
        Message = api.SentenceOf(error),
    };
}
