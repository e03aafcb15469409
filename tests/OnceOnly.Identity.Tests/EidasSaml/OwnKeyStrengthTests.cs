// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.EidMethods.EidasSaml;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Keys of ours that nodes would refuse are refused before any node sees them.</summary>
public sealed class OwnKeyStrengthTests : IDisposable
{
    private const string Section = EidasSamlOptions.Section;
    private const string Secp256k1 = "1.3.132.0.10";
    private const string BrainpoolP256r1 = "1.3.36.3.3.2.8.1.1.7";
    private const string BrainpoolP256t1 = "1.3.36.3.3.2.8.1.1.8";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-strength-");

    public static TheoryData<string> Keys => ["SigningKey", "EncryptionKey", "MetadataKey", "PreviousEncryptionKey", "NextSigningCertificateFile"];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task a_key_on_another_curve_stops_the_start(string key)
    {
        await ShouldStopAsync(key, Elliptic(Secp256k1), "is on a curve that eIDAS does not allow");
        await ShouldStopAsync(key, Elliptic(BrainpoolP256t1), "is on a curve that eIDAS does not allow");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task an_RSA_key_of_less_than_3072_bits_stops_the_start(string key) =>
        await ShouldStopAsync(key, Rsa(2048), "is an RSA key of less than 3072 bits");

    [Fact]
    public async Task a_key_that_cannot_sign_stops_the_start()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var agreeing = new CertificateRequest(new X500DistinguishedName("CN=agreeing"), new PublicKey(key), HashAlgorithmName.SHA256);
        agreeing.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyAgreement, critical: true));
        using var issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = agreeing.Create(
            new X500DistinguishedName("CN=issuer"), X509SignatureGenerator.CreateForECDsa(issuer), now.AddDays(-1), now.AddDays(30), [1]);

        await ShouldStopAsync("NextSigningCertificateFile", certificate, "must be of an RSA or elliptic-curve key that may be used to sign");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task a_key_on_a_curve_of_eIDAS_lets_the_gateway_start(string key)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));

        await host.StartAsync(Settings(key, Elliptic(BrainpoolP256r1)));

        (await host.MetadataAsync(TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task ShouldStopAsync(string key, X509Certificate2 certificate, string message)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Settings(key, certificate))))
            .Message.ShouldContain($"{Section}:{key} {message}");
    }

    private (string, string)[] Settings(string key, X509Certificate2 certificate)
    {
        var pem = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        File.WriteAllText(pem, certificate.ExportCertificatePem());
        if (!certificate.HasPrivateKey)
        {
            return [($"{Section}:{key}", pem)];
        }

        var secret = pem + ".key";
        using AsymmetricAlgorithm pair = certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm)certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(secret, pair.ExportPkcs8PrivateKeyPem());
        return key == "NextSigningCertificateFile"
            ? [($"{Section}:{key}", pem)]
            : [($"{Section}:{key}:CertificateFile", pem), ($"{Section}:{key}:KeyFile", secret)];
    }

    private static X509Certificate2 Elliptic(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(curve));
        return SelfSigned(new CertificateRequest("CN=elliptic", key, HashAlgorithmName.SHA256));
    }

    internal static X509Certificate2 Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        return SelfSigned(new CertificateRequest("CN=rsa", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    private static X509Certificate2 SelfSigned(CertificateRequest request)
    {
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}
