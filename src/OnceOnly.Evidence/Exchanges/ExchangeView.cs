// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>An exchange as its e-service sees it.</summary>
public sealed record ExchangeView(
    string Id,
    string ExplicitRequestId,
    string EvidenceType,
    string Provider,
    ExchangeState State,
    Interaction? Interaction,
    DateTimeOffset? AvailableAt,
    EvidenceError? Error,
    IReadOnlyList<DocumentInfo> Documents,
    bool ServedFromCopy,
    DateTimeOffset UpdatedAt);
