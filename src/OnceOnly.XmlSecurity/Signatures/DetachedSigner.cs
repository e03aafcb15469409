// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.XmlSecurity.Canonicalization;

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>Writes what <see cref="DetachedSignature"/> reads.</summary>
public static class DetachedSigner
{
    /// <summary>Signs several things with one signature.</summary>
    /// <param name="parent">The signature becomes its last child.</param>
    /// <param name="references">What is signed, as it stands at this moment.</param>
    /// <param name="key">Key to sign with.</param>
    /// <param name="keyInfo">What the KeyInfo holds.</param>
    /// <returns>The signature.</returns>
    public static XmlElement Sign(XmlElement parent, IReadOnlyList<ReferenceToSign> references, SigningKey key, XmlElement keyInfo)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(keyInfo);

        var digestMethod = DigestAlgorithm.Of(key.Algorithm.Hash);
        var signature = parent.Append("Signature");
        var signedInfo = signature.Append("SignedInfo");
        signedInfo.Append("CanonicalizationMethod").SetAttribute("Algorithm", ExclusiveCanonicalizer.Algorithm);
        signedInfo.Append("SignatureMethod").SetAttribute("Algorithm", key.Algorithm.Uri);
        foreach (var wanted in references)
        {
            var reference = signedInfo.Append("Reference");
            reference.SetAttribute("URI", wanted.Uri);
            reference.Append("Transforms").Append("Transform").SetAttribute("Algorithm", wanted.Transform);
            reference.Append("DigestMethod").SetAttribute("Algorithm", digestMethod);
            reference.Append("DigestValue").InnerText = Convert.ToBase64String(wanted.Hash(digestMethod));
        }

        signature.Append("SignatureValue").InnerText = Convert.ToBase64String(
            key.Sign(ExclusiveCanonicalizer.Canonicalize(signedInfo, inclusivePrefixes: null)));
        signature.Append("KeyInfo").AppendChild(keyInfo);
        return signature;
    }

    private static XmlElement Append(this XmlElement parent, string name) =>
        (XmlElement)parent.AppendChild(parent.OwnerDocument.CreateElement("ds", name, XmlNames.Signature))!;
}
