// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Identity.EidMethods;

/// <summary>A key and its certificate: two PEM files, or one PKCS#12 file.</summary>
public sealed class KeyFiles
{
    public string? CertificateFile { get; set; }

    /// <summary>The private key, PKCS#8 without password; keep it readable by the gateway alone.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Certificate and private key together, instead of the two PEM files.</summary>
    public string? Pkcs12File { get; set; }

    /// <summary>A file whose first line is the password of <see cref="Pkcs12File"/>; without it the password is empty.</summary>
    public string? Pkcs12PasswordFile { get; set; }

    internal const string Incomplete = "needs a CertificateFile and a KeyFile, or a Pkcs12File (with Pkcs12PasswordFile if it has a password).";

    internal bool IsGiven => (CertificateFile ?? KeyFile ?? Pkcs12File ?? Pkcs12PasswordFile) is not null;

    /// <summary>One form, and that whole.</summary>
    internal bool IsComplete => Pkcs12File is null
        ? CertificateFile is not null && KeyFile is not null && Pkcs12PasswordFile is null
        : CertificateFile is null && KeyFile is null;

    internal X509Certificate2 Load() => Pkcs12File is null
        ? X509Certificate2.CreateFromPemFile(CertificateFile!, KeyFile)
        : X509CertificateLoader.LoadPkcs12FromFile(Pkcs12File, Password());

    private string? Password() => Pkcs12PasswordFile is null ? null : File.ReadLines(Pkcs12PasswordFile).FirstOrDefault();
}
