// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Opens tokens that are encrypted for us (RFC 7516 §5.2, compact form). Who wrote what is in them is another question.</summary>
internal sealed class TokenDecryption
{
    private readonly List<TokenDecryptionKey> _keys;
    private readonly IReadOnlyList<string> _algorithms;

    private TokenDecryption(List<TokenDecryptionKey> keys, IReadOnlyList<string> algorithms)
    {
        _keys = keys;
        _algorithms = algorithms;
    }

    /// <summary>Algorithms that configuration may name: neither PKCS#1 v1.5, nor shared secrets, nor passwords.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. TokenDecryptionKey.RsaAlgorithms, .. TokenDecryptionKey.EllipticAlgorithms];

    private static IReadOnlyList<string> Default { get; } = [.. Known.Where(algorithm => algorithm != TokenDecryptionKey.OaepWithSha1)];

    /// <returns>Null where no key is configured.</returns>
    public static TokenDecryption? Load(OidcConnectorOptions options)
    {
        if (!options.DecryptionKey.IsGiven)
        {
            return null;
        }

        List<TokenDecryptionKey> keys = [TokenDecryptionKey.Load(options.DecryptionKey)];
        if (options.PreviousDecryptionKey.IsGiven)
        {
            keys.Add(TokenDecryptionKey.Load(options.PreviousDecryptionKey));
        }

        return new TokenDecryption(keys, options.DecryptionAlgorithms.Count > 0 ? options.DecryptionAlgorithms : Default);
    }

    /// <summary>Whether a token is an encrypted one by its form: five parts.</summary>
    public static bool IsEncrypted(string token) => token.AsSpan().Count('.') == 4;

    public bool TryOpen(string token, [NotNullWhen(true)] out string? content)
    {
        content = null;
        if (token.Split('.', 6) is not [var head, var wrapped, var iv, var text, var tag]
            || !ReceivedJwt.TryDecode(head, out var header) || !StrictJson.TryParse(header, out var json) || json.ValueKind != JsonValueKind.Object
            || !ReceivedJwt.TryDecode(wrapped, out var encryptedKey)
            || json.Text("alg") is not { } algorithm || !_algorithms.Contains(algorithm, StringComparer.Ordinal)
            || ContentEncryption.Find(json.Text("enc")) is not { } encryption
            || json.TryGetProperty("crit", out _)
            // What is compressed beside a secret tells of it, and may grow without bounds.
            || json.TryGetProperty("zip", out _)
            || !ReceivedJwt.TryDecode(iv, out var vector) || !ReceivedJwt.TryDecode(text, out var ciphertext) || !ReceivedJwt.TryDecode(tag, out var authentication))
        {
            return false;
        }

        foreach (var key in _keys)
        {
            // A key that does not come out is replaced by a random one, so that its failure looks like any other (RFC 7516 §11.5).
            var contentKey = key.ContentKey(algorithm, json, encryptedKey, encryption) is { } found && found.Length == encryption.KeyLength
                ? found
                : RandomNumberGenerator.GetBytes(encryption.KeyLength);
            if (encryption.Decrypt(contentKey, vector, ciphertext, authentication, Encoding.ASCII.GetBytes(head)) is { } plaintext)
            {
                content = Encoding.ASCII.GetString(plaintext);
                return true;
            }
        }

        return false;
    }
}
