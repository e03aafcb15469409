// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.EDelivery.Tests.World;

/// <summary>A message taken apart by other means than the library's, changed, and put together again.</summary>
internal sealed class Forge
{
    public static readonly XNamespace Soap = "http://www.w3.org/2003/05/soap-envelope";
    public static readonly XNamespace Eb = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
    public static readonly XNamespace Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public static readonly XNamespace Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    public static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";
    public static readonly XNamespace Xenc = "http://www.w3.org/2001/04/xmlenc#";

    private readonly string boundary;

    public Forge(PackedMessage message)
    {
        MediaType.TryParse(message.Wire.ContentType, out var type).ShouldBeTrue();
        boundary = type!.Parameter("boundary")!;
        ContentType = message.Wire.ContentType;
        var text = Encoding.Latin1.GetString(message.Wire.ToArray());
        foreach (var chunk in text.Split("--" + boundary)[1..^1])
        {
            var blank = chunk.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            Parts.Add((chunk[2..blank], chunk[(blank + 4)..^2]));
        }

        Envelope = XDocument.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Parts[0].Content)), LoadOptions.PreserveWhitespace);
    }

    public Forge()
        : this(Correspondence.Pack())
    {
    }

    public string ContentType { get; set; }

    public XDocument Envelope { get; set; }

    /// <summary>Header lines and content, octet by octet as Latin-1; the envelope's own content is taken from <see cref="Envelope"/>.</summary>
    public List<(string Headers, string Content)> Parts { get; } = [];

    public XElement Header => Envelope.Root!.Element(Soap + "Header")!;

    public XElement Body => Envelope.Root!.Element(Soap + "Body")!;

    public XElement Messaging => Header.Element(Eb + "Messaging")!;

    public XElement Security => Header.Element(Wsse + "Security")!;

    public XElement Signature => Security.Element(Ds + "Signature")!;

    public IEnumerable<XElement> References => Signature.Descendants(Ds + "Reference");

    public byte[] ToBytes()
    {
        Parts[0] = (Parts[0].Headers, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Envelope.ToString(SaveOptions.DisableFormatting))));
        var text = string.Concat(Parts.Select(part => $"--{boundary}\r\n{part.Headers}\r\n\r\n{part.Content}\r\n")) + $"--{boundary}--\r\n";
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Signs again over whatever the references say now; the digests are taken as they stand.</summary>
    public Forge SignAgain(X509Certificate2? signer = null)
    {
        SignAgain(Signature, signer ?? TestKeys.Sender);
        return this;
    }

    public static void SignAgain(XElement signature, X509Certificate2 signer)
    {
        using var key = signer.GetRSAPrivateKey()!;
        signature.Element(Ds + "SignatureValue")!.Value = Convert.ToBase64String(
            key.SignData(Canonicalize(signature.Element(Ds + "SignedInfo")!), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static byte[] Canonicalize(XElement element)
    {
        var document = new System.Xml.XmlDocument { PreserveWhitespace = true };
        document.LoadXml(element.ToString(SaveOptions.DisableFormatting));
        var transform = new System.Security.Cryptography.Xml.XmlDsigExcC14NTransform();
        transform.LoadInput(document);
        using var output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }

    /// <summary>Puts other octets in the place of the only attachment: digest, key and ciphertext fit them.</summary>
    public void Replace(byte[] octets)
    {
        var key = SealedOctets.NewKey(EncryptionAlgorithms.Aes128Gcm);
        byte[] cipher = [.. new byte[SealedOctets.NonceBytes], .. octets, .. new byte[SealedOctets.TagBytes]];
        SealedOctets.Seal(cipher, key);
        using var recipient = TestKeys.Receiver.GetRSAPublicKey()!;
        Security.Descendants(Xenc + "CipherValue").Single().Value = Convert.ToBase64String(recipient.Encrypt(key, RSAEncryptionPadding.OaepSHA256));
        References.Last().Element(Ds + "DigestValue")!.Value = Convert.ToBase64String(SHA256.HashData(octets));
        Parts[1] = (Parts[1].Headers, Encoding.Latin1.GetString(cipher));
    }

    public OpenOutcome Open() => Correspondence.Open(ContentType, ToBytes());
}
