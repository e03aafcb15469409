// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>Writes the one form of signature that <see cref="SignatureVerifier"/> reads.</summary>
public static class EnvelopedSigner
{
    /// <summary>Signs an element as a whole.</summary>
    /// <param name="element">Element to sign; the signature becomes its child.</param>
    /// <param name="idAttribute">Name of its identifier attribute.</param>
    /// <param name="key">Key to sign with; its certificate goes into KeyInfo.</param>
    /// <param name="after">Child the schema wants before the signature; null makes the signature the first child.</param>
    public static void Sign(XmlElement element, string idAttribute, SigningKey key, XmlNode? after = null)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(key);
        var id = element.Attribute(idAttribute)
            ?? throw new ArgumentException($"The element has no {idAttribute} to refer to.", nameof(element));

        var digestMethod = DigestAlgorithm.Of(key.Algorithm.Hash);
        DigestAlgorithm.TryHash(digestMethod, ExclusiveCanonicalizer.Canonicalize(element, inclusivePrefixes: null), out var digest);

        var signature = Create(element.OwnerDocument, "Signature");
        var signedInfo = signature.Append("SignedInfo");
        signedInfo.Append("CanonicalizationMethod").SetAttribute("Algorithm", ExclusiveCanonicalizer.Algorithm);
        signedInfo.Append("SignatureMethod").SetAttribute("Algorithm", key.Algorithm.Uri);
        var reference = signedInfo.Append("Reference");
        reference.SetAttribute("URI", "#" + id);
        var transforms = reference.Append("Transforms");
        transforms.Append("Transform").SetAttribute("Algorithm", XmlNames.Signature + "enveloped-signature");
        transforms.Append("Transform").SetAttribute("Algorithm", ExclusiveCanonicalizer.Algorithm);
        reference.Append("DigestMethod").SetAttribute("Algorithm", digestMethod);
        reference.Append("DigestValue").InnerText = Convert.ToBase64String(digest);
        var value = signature.Append("SignatureValue");
        signature.Append("KeyInfo").Append("X509Data").Append("X509Certificate").InnerText =
            Convert.ToBase64String(key.Certificate.RawData);

        element.InsertAfter(signature, after);
        value.InnerText = Convert.ToBase64String(
            key.Sign(ExclusiveCanonicalizer.Canonicalize(signedInfo, inclusivePrefixes: null)));
    }

    private static XmlElement Append(this XmlElement parent, string name) =>
        (XmlElement)parent.AppendChild(Create(parent.OwnerDocument, name))!;

    private static XmlElement Create(XmlDocument document, string name) =>
        document.CreateElement("ds", name, XmlNames.Signature);
}
