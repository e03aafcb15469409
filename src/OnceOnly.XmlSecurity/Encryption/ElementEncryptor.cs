// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>Writes what <see cref="ElementDecryptor"/> reads.</summary>
public static class ElementEncryptor
{
    private static readonly XNamespace Xenc = XmlNames.Encryption;
    private static readonly XNamespace Ds = XmlNames.Signature;

    /// <summary>Encrypts an element, given as bytes, so that only the recipient can read it.</summary>
    /// <param name="element">UTF-8 of the element.</param>
    /// <param name="recipient">Certificate with an RSA key, or with one on a named curve (ECDH-ES).</param>
    /// <param name="algorithm">One of <see cref="EncryptionAlgorithms"/>' AES-GCM.</param>
    /// <returns>An EncryptedData with the EncryptedKey in its KeyInfo.</returns>
    /// <exception cref="ArgumentException">The certificate has no such key, or the algorithm is unknown.</exception>
    public static XElement Encrypt(
        ReadOnlySpan<byte> element,
        X509Certificate2 recipient,
        string algorithm = EncryptionAlgorithms.Aes256Gcm)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var contentKey = SealedOctets.NewKey(algorithm);
        var encryptedKey = EncryptedKeyElement.Create(contentKey, recipient);
        var content = Seal(element, contentKey);
        CryptographicOperations.ZeroMemory(contentKey);

        return new XElement(
            Xenc + "EncryptedData",
            new XAttribute(XNamespace.Xmlns + "xenc", Xenc),
            new XAttribute("Id", "_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            new XAttribute("Type", EncryptionAlgorithms.ElementType),
            new XElement(Xenc + "EncryptionMethod", new XAttribute("Algorithm", algorithm)),
            new XElement(Ds + "KeyInfo", new XAttribute(XNamespace.Xmlns + "ds", Ds), encryptedKey),
            new XElement(Xenc + "CipherData", new XElement(Xenc + "CipherValue", Convert.ToBase64String(content))));
    }

    private static byte[] Seal(ReadOnlySpan<byte> plaintext, byte[] key)
    {
        var buffer = new byte[SealedOctets.NonceBytes + plaintext.Length + SealedOctets.TagBytes];
        plaintext.CopyTo(buffer.AsSpan(SealedOctets.NonceBytes));
        SealedOctets.Seal(buffer, key);
        return buffer;
    }
}
