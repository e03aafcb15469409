// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Pilot.Certificates;

/// <summary>A certificate with its private key, as two PEM files.</summary>
/// <param name="CertificatePath">The certificate.</param>
/// <param name="KeyPath">The PKCS#8 key, readable by its owner only.</param>
public sealed record CertificateFile(string CertificatePath, string KeyPath)
{
    internal static CertificateFile In(string folder, string name) =>
        new(Path.Combine(folder, name + ".pem"), Path.Combine(folder, name + "-key.pem"));

    /// <summary>The certificate together with its key.</summary>
    public X509Certificate2 Load()
    {
        using var certificate = X509Certificate2.CreateFromPemFile(CertificatePath, KeyPath);

        // Windows cannot use a key for TLS that exists in memory only; the detour is harmless elsewhere.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The certificate alone.</summary>
    public X509Certificate2 LoadPublic() => X509CertificateLoader.LoadCertificateFromFile(CertificatePath);

    internal void Write(X509Certificate2 certificate, AsymmetricAlgorithm key, bool keyFileHoldsBoth = false)
    {
        var pem = certificate.ExportCertificatePem() + "\n";
        SecretFile.Write(KeyPath, key.ExportPkcs8PrivateKeyPem() + "\n" + (keyFileHoldsBoth ? pem : string.Empty));
        File.WriteAllText(CertificatePath, pem);
    }
}
