// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>A configured file of certificates, every one of which counts.</summary>
internal static class CertificateFile
{
    /// <exception cref="CryptographicException">It holds none, or one that cannot be read.</exception>
    public static X509Certificate2[] Read(string file) =>
        PinnedCertificates.TryRead(File.ReadAllBytes(file), out var certificates)
            ? [.. certificates]
            : throw new CryptographicException($"{file} holds no certificate, or one that cannot be read.");
}
