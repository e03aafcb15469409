// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Serving;

/// <summary>One atomic change on the provider's side. All is written, or nothing.</summary>
public sealed record ServedChange
{
    public required IReadOnlyList<LedgerRecord> Ledger { get; init; }

    /// <summary>None may have been used before.</summary>
    public IReadOnlyList<SingleUse> Uses { get; init; } = [];

    /// <summary>The revision it starts from must be the stored one.</summary>
    public ServedStep? Step { get; init; }

    /// <summary>An answer that is to be handed over from now on.</summary>
    public ServedAnswer? AddedAnswer { get; init; }

    /// <summary>An answer that was handed over, or given up; it must be there.</summary>
    public Guid? RemovedAnswer { get; init; }

    /// <summary>A copy that begins to arrive.</summary>
    public EvidenceCopy? AddedCopy { get; init; }

    /// <summary>A copy that has arrived; it must not have been erased.</summary>
    public EvidenceCopy? ChangedCopy { get; init; }

    /// <summary>The last pieces of the changed copy.</summary>
    public IReadOnlyList<EvidenceSegment> Segments { get; init; } = [];

    public IReadOnlyList<string> ErasedCopies { get; init; } = [];
}
