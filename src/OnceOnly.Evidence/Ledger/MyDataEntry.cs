// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger;

/// <summary>One thing that happened to the person's data: who, what, when, why, with what result.</summary>
/// <param name="Index">Place in the ledger; null until the entry is sequenced.</param>
/// <param name="At">When.</param>
/// <param name="Event">Type of the entry, for example <c>evidence.delivered</c>; key of the portal's sentence.</param>
/// <param name="ClientId">E-service, when one is involved; the name of the authority where another Member State asked.</param>
/// <param name="Tenant">Municipality of the e-service.</param>
/// <param name="Procedure">What for.</param>
/// <param name="EvidenceType">What.</param>
/// <param name="Provider">From whom.</param>
/// <param name="Result">Outcome: an error's wire code, or null when all went well.</param>
/// <param name="ExplicitRequestId">The explicit request it belongs to.</param>
/// <param name="IsByRepresentative">Whether it was done by, or on the request of, somebody who acted for the person.</param>
/// <param name="RepresentativeName">Who that was, where it is known.</param>
public sealed record MyDataEntry(
    long? Index,
    DateTimeOffset At,
    string Event,
    string? ClientId,
    string? Tenant,
    string? Procedure,
    string? EvidenceType,
    string? Provider,
    string? Result,
    string? ExplicitRequestId,
    bool IsByRepresentative,
    string? RepresentativeName);
