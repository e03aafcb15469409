// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

        var signature = security.Children(XmlNames.Signature, "Signature").SelectMany(found => found.Children(XmlNames.Signature, "KeyInfo")).ToList();
        var embedded = signature.Concat(signature.SelectMany(info => info.Children(EbmsNames.SecurityExtension, "SecurityTokenReference")))
            .SelectMany(info => info.Children(XmlNames.Signature, "X509Data"))
            .SelectMany(data => data.Children(XmlNames.Signature, "X509Certificate"));
        var certificates = new List<X509Certificate2>();
        foreach (var element in security.Children(EbmsNames.SecurityExtension, "BinarySecurityToken").Concat(embedded).Take(MaxCertificates))
        {
            if (!ElementText.TryGetBase64(element, out var bytes))
            {
                continue;
            }

            try
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
            catch (CryptographicException)
            {
                // Another kind of token.
            }
        }

        return certificates;
    }
}
