// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>PEM files made for one test: the keys of two access points, and of TLS on loopback.</summary>
internal sealed class AccessPointKeys(string folder)
{
    public string Gateway => Make("gateway");

    public string Partner => Make("partner");

    public string Tls => Make("localhost");

    /// <summary>Puts a new key into the place of the partner's.</summary>
    public X509Certificate2 RenewPartner()
    {
        File.Delete(Partner);
        return X509Certificate2.CreateFromPemFile(Partner);
    }

    private string Make(string name)
    {
        var file = Path.Combine(folder, name + ".pem");
        if (!File.Exists(file))
        {
            Write(file, name);
        }

        return file;
    }

    private static void Write(string file, string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }
}
