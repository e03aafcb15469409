// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger;

/// <summary>An entry in its place.</summary>
/// <param name="Index">Place in the ledger, from 0.</param>
/// <param name="Person">Alias it is found by.</param>
/// <param name="Body">Canonical bytes.</param>
/// <param name="Sealed">Ciphertext of its personal fields.</param>
public sealed record StoredRecord(long Index, string? Person, byte[] Body, byte[]? Sealed);
