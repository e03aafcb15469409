// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>A private RSA key to which others encrypt.</summary>
public sealed class DecryptionKey
{
    private readonly RSA rsa;

    private DecryptionKey(RSA rsa, X509Certificate2? certificate)
    {
        this.rsa = rsa;
        Certificate = certificate;
    }

    /// <param name="certificate">Certificate with an RSA private key; it must outlive this object.</param>
    /// <exception cref="ArgumentException">It has no RSA private key.</exception>
    public DecryptionKey(X509Certificate2 certificate)
        : this(
            (certificate ?? throw new ArgumentNullException(nameof(certificate))).GetRSAPrivateKey()
                ?? throw new ArgumentException("The certificate has no RSA private key.", nameof(certificate)),
            certificate)
    {
    }

    /// <summary>The certificate metadata publishes for encryption; null for a bare key.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Reads an RSA private key from PEM (PKCS#8 or PKCS#1, not password-protected).</summary>
    public static bool TryFromPem(string pem, [NotNullWhen(true)] out DecryptionKey? key)
    {
        var imported = RSA.Create();
        try
        {
            imported.ImportFromPem(pem);
            // A public key imports as well; only this tells them apart.
            imported.ExportRSAPrivateKey();
            key = new DecryptionKey(imported, certificate: null);
            return true;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            imported.Dispose();
            key = null;
            return false;
        }
    }

    /// <summary>
    /// The content key, or a random one of the wanted length when unwrapping fails: the caller then fails where it also
    /// fails for altered content, and nobody learns which of the two it was (Manger's attack on OAEP).
    /// </summary>
    internal byte[] Unwrap(byte[] wrapped, int keyBytes)
    {
        var random = RandomNumberGenerator.GetBytes(keyBytes);
        try
        {
            var unwrapped = rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
            return unwrapped.Length == keyBytes ? unwrapped : random;
        }
        catch (CryptographicException)
        {
            return random;
        }
    }
}
