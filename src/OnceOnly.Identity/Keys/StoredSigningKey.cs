// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Keys;

/// <summary>A signing key as it is kept.</summary>
/// <param name="Number">Counts the keys from 1.</param>
/// <param name="CreatedAt">When it was made, to the second.</param>
/// <param name="Pem">PKCS #8 private key on P-256. Secret.</param>
internal sealed record StoredSigningKey(int Number, DateTimeOffset CreatedAt, string Pem);
