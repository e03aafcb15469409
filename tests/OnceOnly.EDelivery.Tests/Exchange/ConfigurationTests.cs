// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.Extensions.Configuration;
using OnceOnly.EDelivery.Configuration;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Tests.World;

namespace OnceOnly.EDelivery.Tests.Exchange;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("as4-configuration-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void an_access_point_is_made_of_configuration()
    {
        AccessPointFactory.TryCreate(Bind(), "AccessPoint", out var accessPoint, out var problems).ShouldBeTrue(string.Join(' ', problems));

        accessPoint!.Self.ShouldBe(Correspondence.Header.To);
        accessPoint.SenderOf(Correspondence.Header)!.Signers.Select(signer => signer.Certificate.Thumbprint)
            .ShouldBe([TestKeys.Sender.Thumbprint, TestKeys.Stranger.Thumbprint]);
        accessPoint.SenderOf(Correspondence.Header with { Action = "Other" }).ShouldBeNull();
        accessPoint.SenderOf(Correspondence.Header with { Agreement = new AgreementReference("a") }).ShouldBeNull();
        accessPoint.SenderOf(Correspondence.Header with { To = Correspondence.Header.From }).ShouldBeNull();
    }

    [Theory]
    [InlineData("Self:IdType", "")]
    [InlineData("Domain", "not a name")]
    [InlineData("SigningCertificate", "nowhere.pem")]
    [InlineData("Partners:0:Endpoint", "http://plain.test/")]
    [InlineData("Partners:0:SigningCertificates:1", "nowhere.pem")]
    [InlineData("Partners:0:EncryptionCertificate", "")]
    [InlineData("ProcessingModes:0:Service", "")]
    public void what_is_wrong_is_named_by_its_key(string key, string value)
    {
        AccessPointFactory.TryCreate(Bind((key, value)), "AccessPoint", out _, out var problems).ShouldBeFalse();

        problems.ShouldHaveSingleItem().ShouldStartWith($"AccessPoint:{key} must ");
    }

    private AccessPointOptions Bind(params (string Key, string Value)[] changes)
    {
        string Write(string name, string pem)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, pem);
            return path.Replace("\\", "/");
        }

        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(TestKeys.Receiver)!;
        var own = Write("own.pem", TestKeys.Receiver.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        var partner = Write("partner.pem", TestKeys.Sender.ExportCertificatePem());
        var next = Write("next.pem", TestKeys.Stranger.ExportCertificatePem());
        var json = $$"""
            {
              "Self": { "Id": "AP_EL_01", "IdType": "{{Correspondence.PartyType}}", "Role": "{{Correspondence.Role}}" },
              "Domain": "as4.example.org",
              "SigningCertificate": "{{own}}",
              "DecryptionCertificates": [ "{{own}}" ],
              "Partners": [
                {
                  "Party": { "Id": "AP_FR_01", "IdType": "{{Correspondence.PartyType}}", "Role": "{{Correspondence.Role}}" },
                  "Endpoint": "https://ap-fr.example.org/as4",
                  "SigningCertificates": [ "{{partner}}", "{{next}}" ],
                  "EncryptionCertificate": "{{partner}}"
                }
              ],
              "ProcessingModes": [
                { "Service": "QueryManager", "ServiceType": "urn:oasis:names:tc:ebcore:ebrs:ebms:binding:1.0", "Actions": [ "ExecuteQueryRequest" ] }
              ]
            }
            """;
        return new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .AddInMemoryCollection(changes.Select(change => KeyValuePair.Create(change.Key, (string?)change.Value)))
            .Build()
            .Get<AccessPointOptions>()!;
    }
}
