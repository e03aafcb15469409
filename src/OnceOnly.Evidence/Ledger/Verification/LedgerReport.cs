// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Verification;

/// <summary>Outcome of a verification.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Checkpoints">Checkpoints read.</param>
/// <param name="Covered">Entries that the last checkpoint vouches for; the rest is younger than it.</param>
/// <param name="Faults">All that is wrong, up to a limit; empty when the ledger is whole.</param>
public sealed record LedgerReport(long Entries, int Checkpoints, long Covered, IReadOnlyList<LedgerFault> Faults);
