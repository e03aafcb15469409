// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>What to look for; null means any.</summary>
public sealed record EvidenceQuery(
    string Procedure,
    string? Requirement = null,
    string? EvidenceType = null,
    string? Provider = null,
    string? Country = null);
