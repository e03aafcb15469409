// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>Writes an xenc:EncryptedKey for whatever key the recipient has.</summary>
internal static class EncryptedKeyElement
{
    // One zero byte of padding count and one of content, three times: what eIDAS nodes write.
    private const string NoInfo = "0000";

    private static readonly XNamespace Xenc = XmlNames.Encryption;
    private static readonly XNamespace Xenc11 = XmlNames.Encryption11;
    private static readonly XNamespace Ds = XmlNames.Signature;
    private static readonly XNamespace Ds11 = XmlNames.Signature11;

    /// <exception cref="ArgumentException">The certificate has neither an RSA key nor one on an eIDAS curve.</exception>
    public static XElement Create(byte[] contentKey, X509Certificate2 recipient)
    {
        using var rsa = recipient.GetRSAPublicKey();
        if (rsa is not null)
        {
            return Transport(contentKey, rsa, recipient);
        }

        using var agreement = recipient.GetECDiffieHellmanPublicKey();
        var curve = agreement?.ExportParameters(includePrivateParameters: false).Curve;
        return curve is { IsNamed: true } named && NamedCurves.Eidas.Contains(named.Oid.Value ?? string.Empty)
            ? Agreement(contentKey, agreement!, named, recipient)
            : throw new ArgumentException("The recipient's certificate has neither an RSA key nor one on an eIDAS curve.", nameof(recipient));
    }

    private static XElement Transport(byte[] contentKey, RSA rsa, X509Certificate2 recipient) => new(
        Xenc + "EncryptedKey",
        new XElement(
            Xenc + "EncryptionMethod",
            new XAttribute("Algorithm", EncryptionAlgorithms.RsaOaep),
            Digest(),
            new XElement(
                Xenc11 + "MGF",
                new XAttribute(XNamespace.Xmlns + "xenc11", Xenc11),
                new XAttribute("Algorithm", EncryptionAlgorithms.Mgf1Sha256))),
        new XElement(Ds + "KeyInfo", Certificate(recipient)),
        CipherData(rsa.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA256)));

    private static XElement Agreement(byte[] contentKey, ECDiffieHellman theirs, ECCurve curve, X509Certificate2 recipient)
    {
        using var ours = ECDiffieHellman.Create(curve);
        var secret = ours.DeriveRawSecretAgreement(theirs.PublicKey);
        var wrappingKey = new ConcatKdf(DigestAlgorithm.Sha256, [0, 0, 0]).Derive(secret, KeyWrapAlgorithm.KeyBytes(EncryptionAlgorithms.KeyWrapAes256));
        var wrapped = KeyWrapAlgorithm.Wrap(contentKey, wrappingKey);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(wrappingKey);
        var point = ours.ExportParameters(includePrivateParameters: false).Q;
        return new XElement(
            Xenc + "EncryptedKey",
            new XElement(Xenc + "EncryptionMethod", new XAttribute("Algorithm", EncryptionAlgorithms.KeyWrapAes256)),
            new XElement(
                Ds + "KeyInfo",
                new XElement(
                    Xenc + "AgreementMethod",
                    new XAttribute("Algorithm", EncryptionAlgorithms.EcdhEs),
                    new XAttribute(XNamespace.Xmlns + "xenc11", Xenc11),
                    new XElement(
                        Xenc11 + "KeyDerivationMethod",
                        new XAttribute("Algorithm", ConcatKdf.Algorithm),
                        new XElement(
                            Xenc11 + "ConcatKDFParams",
                            new XAttribute("AlgorithmID", NoInfo),
                            new XAttribute("PartyUInfo", NoInfo),
                            new XAttribute("PartyVInfo", NoInfo),
                            Digest())),
                    new XElement(
                        Xenc + "OriginatorKeyInfo",
                        new XElement(
                            Ds + "KeyValue",
                            new XElement(
                                Ds11 + "ECKeyValue",
                                new XAttribute(XNamespace.Xmlns + "dsig11", Ds11),
                                new XElement(Ds11 + "NamedCurve", new XAttribute("URI", "urn:oid:" + curve.Oid.Value)),
                                new XElement(Ds11 + "PublicKey", Convert.ToBase64String([0x04, .. point.X!, .. point.Y!]))))),
                    new XElement(Xenc + "RecipientKeyInfo", Certificate(recipient)))),
            CipherData(wrapped));
    }

    private static XElement Digest() => new(Ds + "DigestMethod", new XAttribute("Algorithm", DigestAlgorithm.Sha256));

    private static XElement Certificate(X509Certificate2 certificate) => new(
        Ds + "X509Data", new XElement(Ds + "X509Certificate", Convert.ToBase64String(certificate.RawData)));

    private static XElement CipherData(byte[] bytes) =>
        new(Xenc + "CipherData", new XElement(Xenc + "CipherValue", Convert.ToBase64String(bytes)));
}
