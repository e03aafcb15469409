// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>What an entry is about; no personal data.</summary>
public sealed record EntryContext
{
    public string? ExplicitRequest { get; init; }

    public string? Client { get; init; }

    public string? Tenant { get; init; }

    public string? Procedure { get; init; }

    public string? Exchange { get; init; }

    public string? EvidenceType { get; init; }

    public string? Provider { get; init; }

    /// <summary>Name of the authority of another Member State that asked.</summary>
    public string? Requester { get; init; }
}
