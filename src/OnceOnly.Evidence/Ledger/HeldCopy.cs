// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger;

/// <summary>A stored copy of an evidence about the person.</summary>
public sealed record HeldCopy(string EvidenceType, string Provider, string Tenant, DateTimeOffset ObtainedAt, DateTimeOffset ExpiresAt);
