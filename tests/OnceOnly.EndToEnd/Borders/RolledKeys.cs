// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Borders;

/// <summary>A new certificate of the Greek access point, announced to its partner and put to use.</summary>
internal sealed class RolledKeys : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-rolled-");
    private readonly PilotWorld _pilot;

    public RolledKeys(PilotWorld pilot)
    {
        _pilot = pilot;
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=gateway-as4-renewed", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddHours(-1), now.AddDays(30));
        File.WriteAllText(New, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Both certificates count at the partner, which still encrypts to the old one.</summary>
    public string[] PinnedByPartner =>
    [
        "--EDelivery:Partners:0:SigningCertificates:0=" + _pilot.Certificates.GatewayAs4.CertificatePath,
        "--EDelivery:Partners:0:SigningCertificates:1=" + New,
        "--EDelivery:Partners:0:EncryptionCertificate=" + _pilot.Certificates.GatewayAs4.CertificatePath,
    ];

    /// <summary>The new one signs, both read.</summary>
    public string[] Own =>
    [
        "--EDelivery:SigningCertificate=" + New,
        "--EDelivery:DecryptionCertificates:0=" + New,
        "--EDelivery:DecryptionCertificates:1=" + _pilot.Certificates.GatewayAs4.KeyPath,
    ];

    private string New => Path.Combine(_folder.FullName, "renewed.pem");

    public void Dispose() => _folder.Delete(recursive: true);
}
