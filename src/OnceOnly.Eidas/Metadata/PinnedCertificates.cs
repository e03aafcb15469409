// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OnceOnly.Eidas.Metadata;

/// <summary>Certificates somebody pins for <see cref="MetadataTrust.Pinned"/>, as files hold them.</summary>
public static class PinnedCertificates
{
    private const string PemStart = "-----BEGIN CERTIFICATE-----";

    /// <param name="file">One certificate in DER, or any number in PEM, other blocks and text between them.</param>
    /// <param name="certificates">All of them; whoever reads them disposes of them.</param>
    /// <returns>False when there is none, or one that cannot be read: whoever pinned it counts on it.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, out IReadOnlyList<X509Certificate2> certificates)
    {
        var found = new X509Certificate2Collection();
        try
        {
            var text = Encoding.Latin1.GetString(file);
            var blocks = text.AsSpan().Count(PemStart);
            if (blocks == 0)
            {
                found.Add(X509CertificateLoader.LoadCertificate(file));
            }
            else
            {
                found.ImportFromPem(text);
            }

            certificates = [.. found];
            return found.Count == Math.Max(blocks, 1);
        }
        catch (CryptographicException)
        {
            certificates = [];
            return false;
        }
    }
}
