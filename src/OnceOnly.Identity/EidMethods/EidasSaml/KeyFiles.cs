// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>A key and its certificate as PEM files.</summary>
public sealed class KeyFiles
{
    public string? CertificateFile { get; set; }

    /// <summary>The private key, PKCS#8 without password; keep it readable by the gateway alone.</summary>
    public string? KeyFile { get; set; }

    internal bool IsGiven => CertificateFile is not null;

    internal X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(CertificateFile!, KeyFile);
}
