// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>A private RSA or elliptic-curve key to which others encrypt.</summary>
public sealed class DecryptionKey
{
    private readonly AsymmetricAlgorithm key;

    private DecryptionKey(AsymmetricAlgorithm key, X509Certificate2? certificate)
    {
        this.key = key;
        Certificate = certificate;
    }

    /// <param name="certificate">Certificate with an RSA or elliptic-curve private key; it must outlive this object.</param>
    /// <exception cref="ArgumentException">It has no such key.</exception>
    public DecryptionKey(X509Certificate2 certificate)
        : this(PrivateKeyOf(certificate ?? throw new ArgumentNullException(nameof(certificate))), certificate)
    {
    }

    /// <summary>The certificate metadata publishes for encryption; null for a bare key.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Reads an RSA or elliptic-curve private key from PEM (PKCS#8, PKCS#1 or SEC 1, not password-protected).</summary>
    public static bool TryFromPem(string pem, [NotNullWhen(true)] out DecryptionKey? key)
    {
        key = null;
        foreach (var create in new Func<AsymmetricAlgorithm>[] { LibCrypto.CreateRsa, ECDiffieHellman.Create })
        {
            var imported = create();
            try
            {
                imported.ImportFromPem(pem);
                // A public key imports as well; only this tells them apart.
                CryptographicOperations.ZeroMemory(imported.ExportPkcs8PrivateKey());
                key = new DecryptionKey(imported, certificate: null);
                return true;
            }
            catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
            {
                imported.Dispose();
            }
        }

        return false;
    }

    /// <summary>
    /// The content key, or a random one of the wanted length when unwrapping fails: the caller then fails where it also
    /// fails for altered content, and nobody learns which of the two it was (Manger's attack on OAEP).
    /// </summary>
    internal byte[] Unwrap(WrappedKey wrapped, int keyBytes) =>
        TryUnwrap(wrapped, keyBytes, out var unwrapped) ? unwrapped : RandomNumberGenerator.GetBytes(keyBytes);

    /// <summary>The content key, if this is the key it was wrapped for. For callers that keep to themselves whether it was.</summary>
    internal bool TryUnwrap(WrappedKey wrapped, int keyBytes, [NotNullWhen(true)] out byte[]? unwrapped)
    {
        unwrapped = null;
        if (!Suits(wrapped))
        {
            return false;
        }

        try
        {
            unwrapped = key is RSA rsa
                ? Decrypt(rsa, wrapped.Bytes, wrapped.Transport!)
                : Unwrap((ECDiffieHellman)key, wrapped.Bytes, wrapped.Agreement!);
            return unwrapped?.Length == keyBytes;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private bool Suits(WrappedKey wrapped) => wrapped.Transport is null == key is ECDiffieHellman;

    private static byte[]? Decrypt(RSA rsa, byte[] wrapped, KeyTransport transport) => transport switch
    {
        _ when transport == KeyTransport.OaepSha256 => rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256),
        _ when transport == KeyTransport.OaepSha1 => rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA1),
        _ when transport == KeyTransport.OaepSha256Mgf1Sha1 => LibCrypto.DecryptOaepSha256Mgf1Sha1(rsa, wrapped),
        _ => null,
    };

    private static byte[] Unwrap(ECDiffieHellman ours, byte[] wrapped, KeyAgreement agreement)
    {
        var wrappingKey = agreement.Agree(ours);
        try
        {
            return KeyWrapAlgorithm.Unwrap(wrapped, wrappingKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrappingKey);
        }
    }

    private static AsymmetricAlgorithm PrivateKeyOf(X509Certificate2 certificate) =>
        certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm?)certificate.GetECDiffieHellmanPrivateKey()
        ?? throw new ArgumentException("The certificate has no RSA or elliptic-curve private key.", nameof(certificate));
}
