// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>Another access point signed for a message of ours.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Party">Who signed.</param>
/// <param name="Receipt">Base64 of the SHA-256 of the receipt, which repeats the digests of what was sent and is kept as long as receipts are.</param>
public sealed record MessageReceipted(string MessageId, string Party, string Receipt) : LedgerEntry;

/// <summary>A message of ours was refused, withdrawn, or not received in time.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Party">Whom it was for.</param>
public sealed record MessageGivenUp(string MessageId, string Party) : LedgerEntry;
