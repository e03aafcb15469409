// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OnceOnly.Identity.Tokens;

/// <summary>Proof key for code exchange, S256 only (RFC 7636).</summary>
internal static class Pkce
{
    private const int ChallengeLength = 43;

    private static readonly SearchValues<char> Base64UrlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> VerifierCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static bool IsChallenge([NotNullWhen(true)] string? challenge) =>
        challenge?.Length == ChallengeLength && !challenge.AsSpan().ContainsAnyExcept(Base64UrlCharacters);

    public static bool Verifies([NotNullWhen(true)] string? verifier, string challenge) =>
        verifier is { Length: >= 43 and <= 128 }
        && !verifier.AsSpan().ContainsAnyExcept(VerifierCharacters)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge));
}
