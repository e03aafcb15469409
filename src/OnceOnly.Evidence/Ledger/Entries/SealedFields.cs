// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>What an entry says of its personal fields without telling them.</summary>
/// <param name="Commitment">Base64 of SHA-256(salt ‖ fields); salt and fields are inside the ciphertext.</param>
/// <param name="Ciphertext">Base64 of the SHA-256 of the ciphertext that is stored beside the entry.</param>
public sealed record SealedFields(string Commitment, string Ciphertext);
