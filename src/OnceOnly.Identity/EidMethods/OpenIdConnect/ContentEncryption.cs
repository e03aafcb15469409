// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>How the content of an encrypted token is encrypted (RFC 7518 §5): always so that changes show.</summary>
/// <param name="Name">Its <c>enc</c>.</param>
/// <param name="KeyLength">Octets of the content key.</param>
internal sealed record ContentEncryption(string Name, int KeyLength)
{
    private const int GcmVector = 12;
    private const int GcmTag = 16;

    // The content key, and so its key provider, is of one message only.
    private static readonly CryptoProviderFactory WithoutCache = new() { CacheSignatureProviders = false };

    private static readonly ContentEncryption[] All =
    [
        new("A128GCM", 16),
        new("A192GCM", 24),
        new("A256GCM", 32),
        new("A128CBC-HS256", 32),
        new("A192CBC-HS384", 48),
        new("A256CBC-HS512", 64),
    ];

    public static ContentEncryption? Find(string? name) => Array.Find(All, known => known.Name == name);

    /// <returns>Null when the key is another, or anything was changed.</returns>
    public byte[]? Decrypt(byte[] key, byte[] vector, byte[] ciphertext, byte[] tag, byte[] header)
    {
        try
        {
            if (!Name.EndsWith("GCM", StringComparison.Ordinal))
            {
                using var provider = WithoutCache.CreateAuthenticatedEncryptionProvider(new SymmetricSecurityKey(key), Name);
                return provider.Decrypt(ciphertext, header, vector, tag);
            }

            if (vector.Length != GcmVector || tag.Length != GcmTag)
            {
                return null;
            }

            var plaintext = new byte[ciphertext.Length];
            using var gcm = new AesGcm(key, GcmTag);
            gcm.Decrypt(vector, ciphertext, tag, plaintext, header);
            return plaintext;
        }
        catch (Exception failure) when (failure is CryptographicException or SecurityTokenDecryptionFailedException or ArgumentException)
        {
            return null;
        }
    }
}
