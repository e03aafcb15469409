// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>An xenc:EncryptedKey: a content key that RSA-OAEP with SHA-256 and MGF1-SHA256 wrapped for one recipient.</summary>
public sealed class TransportedKey
{
    private static readonly XNamespace Xenc = XmlNames.Encryption;
    private static readonly XNamespace Xenc11 = XmlNames.Encryption11;
    private static readonly XNamespace Ds = XmlNames.Signature;

    // Opening a public key costs half as much as a signature, and recipients are few. A key goes with its certificate.
    private static readonly ConditionalWeakTable<X509Certificate2, RSA> PublicKeys = [];

    private static readonly EncryptionProfile Profile = new() { KeyTransports = [KeyTransport.OaepSha256], AllowsKeyAgreement = false };

    private readonly WrappedKey value;

    private TransportedKey(WrappedKey value) => this.value = value;

    /// <summary>Takes the element apart; every other key transport and parameter is refused.</summary>
    public static bool TryRead(XmlElement encryptedKey, [NotNullWhen(true)] out TransportedKey? key, out DecryptionFault fault)
    {
        ArgumentNullException.ThrowIfNull(encryptedKey);
        key = null;
        fault = DecryptionFault.Malformed;
        if (!encryptedKey.Is(XmlNames.Encryption, "EncryptedKey") || !WrappedKey.TryRead(encryptedKey, Profile, out var value, out fault))
        {
            return false;
        }

        key = new TransportedKey(value);
        return true;
    }

    /// <summary>Wraps a content key for a recipient.</summary>
    /// <param name="contentKey">The key.</param>
    /// <param name="recipient">Certificate with an RSA key.</param>
    /// <param name="id">Identifier of the element.</param>
    /// <param name="keyInfo">What the KeyInfo holds: how the recipient tells its key.</param>
    /// <param name="dataReferences">Identifiers of what the key opens.</param>
    /// <exception cref="ArgumentException">The certificate has no RSA key.</exception>
    public static XElement Write(
        ReadOnlySpan<byte> contentKey, X509Certificate2 recipient, string id, XElement keyInfo, IEnumerable<string> dataReferences)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var rsa = PublicKeys.GetValue(recipient, PublicKeyOf);
        return new XElement(
            Xenc + "EncryptedKey",
            new XAttribute(XNamespace.Xmlns + "xenc", Xenc),
            new XAttribute("Id", id),
            new XElement(
                Xenc + "EncryptionMethod",
                new XAttribute("Algorithm", EncryptionAlgorithms.RsaOaep),
                new XElement(
                    Ds + "DigestMethod", new XAttribute(XNamespace.Xmlns + "ds", Ds), new XAttribute("Algorithm", DigestAlgorithm.Sha256)),
                new XElement(
                    Xenc11 + "MGF", new XAttribute(XNamespace.Xmlns + "xenc11", Xenc11), new XAttribute("Algorithm", EncryptionAlgorithms.Mgf1Sha256))),
            new XElement(Ds + "KeyInfo", new XAttribute(XNamespace.Xmlns + "ds", Ds), keyInfo),
            new XElement(
                Xenc + "CipherData",
                new XElement(Xenc + "CipherValue", Convert.ToBase64String(rsa.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA256)))),
            new XElement(
                Xenc + "ReferenceList",
                dataReferences.Select(reference => new XElement(Xenc + "DataReference", new XAttribute("URI", "#" + reference)))));
    }

    /// <summary>
    /// The content key. When none of ours unwraps it, a random one: opening then fails as it does for altered content.
    /// </summary>
    /// <param name="keys">Our keys; two while one replaces the other.</param>
    /// <param name="algorithm">What the key is for.</param>
    public byte[] Unwrap(IReadOnlyList<DecryptionKey> keys, string algorithm)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var bytes = EncryptionAlgorithms.KeyBytes(algorithm);
        foreach (var key in keys.Take(ElementDecryptor.MaximumKeys))
        {
            if (key.TryUnwrap(value, bytes, out var unwrapped))
            {
                return unwrapped;
            }
        }

        return RandomNumberGenerator.GetBytes(bytes);
    }

    private static RSA PublicKeyOf(X509Certificate2 recipient) =>
        recipient.GetRSAPublicKey() ?? throw new ArgumentException("The recipient's certificate has no RSA key.", nameof(recipient));
}
