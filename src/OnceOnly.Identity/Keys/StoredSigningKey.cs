// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Keys;

/// <summary>A signing key as it is kept.</summary>
/// <param name="KeyId">RFC 7638 thumbprint.</param>
/// <param name="CreatedAt">When it was made; the newest signs.</param>
/// <param name="Pem">PKCS #8 private key on P-256. Secret.</param>
public sealed record StoredSigningKey(string KeyId, DateTimeOffset CreatedAt, string Pem);
