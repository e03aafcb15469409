// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Benchmarks.As4;

/// <summary>Two access points with RSA keys of 2048 bits.</summary>
internal sealed class Correspondents : IDisposable
{
    public static readonly ServiceName Service = new("QueryManager", "urn:oasis:names:tc:ebcore:ebrs:ebms:binding:1.0");
    public const string Action = "ExecuteQueryResponse";

    private const string PartyType = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:oots";
    private const string Role = "http://sdg.europa.eu/edelivery/gateway";

    public X509Certificate2 Sender { get; } = Certificate("sender");

    public X509Certificate2 Receiver { get; } = Certificate("receiver");

    public AccessPoint Of(bool isSender, Uri endpoint)
    {
        var self = new Party(new PartyId(isSender ? "AP_FR_01" : "AP_EL_01", PartyType), Role);
        var other = new Party(new PartyId(isSender ? "AP_EL_01" : "AP_FR_01", PartyType), Role);
        var theirs = isSender ? Receiver : Sender;
        var ours = isSender ? Sender : Receiver;
        TrustedSigner.TryCreate(theirs, out var signer);
        return new AccessPoint
        {
            Self = self,
            Domain = "benchmark.test",
            SigningKey = new SigningKey(ours, SignatureAlgorithm.RsaPkcs1Sha256),
            DecryptionKeys = [new DecryptionKey(ours)],
            Partners = [new Partner { Party = other, Endpoint = endpoint, Signers = [signer!], EncryptTo = theirs }],
            ProcessingModes = [new ProcessingMode { Service = Service, Actions = [Action] }],
        };
    }

    public void Dispose()
    {
        Sender.Dispose();
        Receiver.Dispose();
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
