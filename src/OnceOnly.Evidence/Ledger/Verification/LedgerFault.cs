// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Verification;

/// <summary>Something in the ledger that must not be.</summary>
/// <param name="Place">Where, for example <c>entry 42</c> or <c>checkpoint 3 (line 11)</c>.</param>
/// <param name="Problem">What.</param>
public sealed record LedgerFault(string Place, string Problem);
