// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>Somebody read the person's part of the ledger.</summary>
public sealed record MyDataRead : LedgerEntry;

/// <summary>The person had their stored evidence erased.</summary>
/// <param name="Count">Number of copies.</param>
public sealed record CopiesErased(int Count) : LedgerEntry;

/// <summary>The legal retention ended: personal fields of earlier months cannot be read any more.</summary>
/// <param name="Before">First month that is kept.</param>
public sealed record LogKeysDestroyed(string Before) : LedgerEntry;
