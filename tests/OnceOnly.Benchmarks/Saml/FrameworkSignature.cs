// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace OnceOnly.Benchmarks.Saml;

/// <summary>The signature of a message by the framework's own means: read, find, check. No rule of SAML is looked at.</summary>
internal sealed class FrameworkSignature(X509Certificate2 signer, byte[] message)
{
    private readonly RSA _key = signer.GetRSAPublicKey()!;

    public void Check()
    {
        using var stream = new MemoryStream(message);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(reader);
        var signed = new SignedXml(document);
        signed.LoadXml((XmlElement)document.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl)[0]!);
        if (!signed.CheckSignature(_key))
        {
            throw new InvalidOperationException("The framework does not accept the signature.");
        }
    }
}
