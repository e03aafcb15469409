// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Previews;

namespace OnceOnly.Evidence.State;

/// <summary>One atomic change: state, single-use marks and the ledger entries that tell of it. All is written, or nothing.</summary>
public sealed record StateChange
{
    /// <summary>What the ledger says of it.</summary>
    public required IReadOnlyList<LedgerRecord> Ledger { get; init; }

    /// <summary>Must not have been used before.</summary>
    public SingleUse? Use { get; init; }

    /// <summary>Identifier of an explicit request that must be open in the very transaction of this change.</summary>
    public string? OpenExplicitRequest { get; init; }

    /// <summary>Added when its revision is 1; else replaces the revision before. When it closes, copies kept only for it are erased.</summary>
    public ExplicitRequest? ExplicitRequest { get; init; }

    /// <summary>The revision each step starts from must be the stored one.</summary>
    public IReadOnlyList<ExchangeStep> Exchanges { get; init; } = [];

    public OpenedPreview? Preview { get; init; }

    /// <summary>A copy that begins to arrive.</summary>
    public EvidenceCopy? AddedCopy { get; init; }

    /// <summary>A copy that changes; it must not have been erased.</summary>
    public EvidenceCopy? ChangedCopy { get; init; }

    /// <summary>The last pieces of the changed copy.</summary>
    public IReadOnlyList<EvidenceSegment> Segments { get; init; } = [];

    /// <summary>Copies whose data key has got another wrapping; those erased meanwhile stay erased.</summary>
    public IReadOnlyList<EvidenceCopy> RewrappedCopies { get; init; } = [];

    /// <summary>Copies to erase.</summary>
    public IReadOnlyList<string> ErasedCopies { get; init; } = [];

    /// <summary>Person whose retired evidence keys have to be destroyed after this is written; remembered until that is done.</summary>
    public string? PendingErasure { get; init; }
}
