// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;
using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>One attempt to get one evidence for one explicit request.</summary>
/// <param name="ExchangeId">Identifier.</param>
/// <param name="ExplicitRequestId">The citizen's explicit request it belongs to.</param>
/// <param name="EvidenceType">Identifier of the evidence type.</param>
/// <param name="Provider">Identifier of the provider.</param>
/// <param name="State">State of the exchange.</param>
/// <param name="Documents">The documents, once the evidence is available.</param>
/// <param name="ServedFromCopy">True when no registry was asked for this exchange.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ExchangeResource(
    string ExchangeId,
    string ExplicitRequestId,
    string EvidenceType,
    string Provider,
    ExchangeState State,
    IReadOnlyList<DocumentResource> Documents,
    bool ServedFromCopy,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Set while a person must act: send the browser there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InteractionResource? Interaction { get; init; }

    /// <summary>Set when the state is unavailable: ask again after this time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AvailableAt { get; init; }

    /// <summary>Set when the state is failed or unavailable.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExchangeErrorResource? Error { get; init; }
}
