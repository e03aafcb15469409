// SPDX-License-Identifier: EUPL-1.2

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.EDelivery.Envelopes;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Security;

/// <summary>Certificates in a Security header.</summary>
internal static class OfferedCertificate
{
    private const int MaxCertificates = 8;

    /// <summary>Those that can be read, from tokens and from the signature's KeyInfo.</summary>
    public static IReadOnlyList<X509Certificate2> All(Envelope envelope)
    {
        if (envelope.Security is not { } security)
        {
            return [];
        }

        var keyInfos = security.Children(XmlNames.Signature, "Signature").SelectMany(found => found.Children(XmlNames.Signature, "KeyInfo")).ToList();
        var references = keyInfos.SelectMany(info => info.Children(EbmsNames.SecurityExtension, "SecurityTokenReference")).ToList();
        var embedded = keyInfos.Concat(references)
            .SelectMany(info => info.Children(XmlNames.Signature, "X509Data"))
            .SelectMany(data => data.Children(XmlNames.Signature, "X509Certificate"));
        return
        [
            .. references.SelectMany(reference => reference.Children(EbmsNames.SecurityExtension, "Embedded")).Prepend(security)
                .SelectMany(holder => holder.Children(EbmsNames.SecurityExtension, "BinarySecurityToken"))
                .Concat(references.SelectMany(reference => reference.Children(EbmsNames.SecurityExtension, "KeyIdentifier")))
                .Concat(embedded)
                .Take(MaxCertificates)
                .SelectMany(Read)
                .Take(MaxCertificates),
        ];
    }

    // Whatever the element says it holds: a certificate, a path of them, or another kind of token.
    private static IEnumerable<X509Certificate2> Read(XmlElement element) =>
        !ElementText.TryGetBase64(element, out var bytes) ? []
        : TryLoad(bytes) is { } certificate ? [certificate]
        : PathIn(bytes).Select(TryLoad).OfType<X509Certificate2>();

    private static X509Certificate2? TryLoad(byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The members of a PkiPath (X.509 §7.10): a sequence of certificates and nothing else.</summary>
    private static List<byte[]> PathIn(byte[] bytes)
    {
        var members = new List<byte[]>();
        try
        {
            var outer = new AsnReader(bytes, AsnEncodingRules.DER);
            var path = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            while (path.HasData && members.Count < MaxCertificates)
            {
                members.Add(path.ReadEncodedValue().ToArray());
            }

            return members;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }
}
