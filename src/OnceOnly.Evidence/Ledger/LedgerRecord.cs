// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger;

/// <summary>An entry on its way into the ledger.</summary>
/// <param name="Person">Alias it is found by; null when it is about nobody. It stands in the body too.</param>
/// <param name="Body">Canonical bytes of the entry.</param>
/// <param name="Sealed">Ciphertext of its personal fields; its digest stands in the body.</param>
public sealed record LedgerRecord(string? Person, byte[] Body, byte[]? Sealed);
