// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnceOnly.Oots.Tests.CommonServices;

/// <summary>A common service's signing side, with a root, an intermediate and a leaf made for the test.</summary>
internal sealed class CatalogueSigner
{
    private readonly X509Certificate2 intermediate;
    private readonly X509Certificate2 leaf;
    private readonly RSA? rsa;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CatalogueSigner(X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature, RSA? rsa = null)
    {
        this.rsa = rsa;
        var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Root = Authority("CN=Test root", rootKey).CreateSelfSigned(Begin.AddDays(-30), Begin.AddDays(300));
        intermediate = Authority("CN=Test intermediate", intermediateKey).Create(Root, Begin.AddDays(-30), Begin.AddDays(200), [1]).CopyWithPrivateKey(intermediateKey);
        var request = rsa is null
            ? new CertificateRequest("CN=Test catalogue", key, HashAlgorithmName.SHA256)
            : new CertificateRequest("CN=Test catalogue", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        leaf = request.Create(intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(intermediateKey), Begin.AddDays(-1), Begin.AddDays(100), [2]);
    }

    public static DateTimeOffset Begin { get; } = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    public X509Certificate2 Root { get; }

    public JsonObject Header => new()
    {
        ["alg"] = "ES256",
        ["b64"] = false,
        ["crit"] = new JsonArray("b64", "sigD"),
        ["iat"] = Begin.ToUnixTimeSeconds(),
        ["sigD"] = new JsonObject { ["mId"] = "http://uri.etsi.org/19182/HttpHeaders", ["pars"] = new JsonArray("digest") },
        ["x5c"] = new JsonArray(Convert.ToBase64String(leaf.RawData), Convert.ToBase64String(intermediate.RawData)),
    };

    public List<KeyValuePair<string, string>> Sign(byte[] body, Action<JsonObject>? change = null)
    {
        var header = Header;
        change?.Invoke(header);
        return Sign(body, header.ToJsonString(new JsonSerializerOptions()));
    }

    public List<KeyValuePair<string, string>> Sign(byte[] body, string header)
    {
        var digest = "SHA-256=" + Convert.ToBase64String(SHA256.HashData(body));
        var protectedPart = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        var signed = Encoding.ASCII.GetBytes($"{protectedPart}.digest: {digest}");
        var padding = header.Contains("\"PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var signature = rsa?.SignData(signed, HashAlgorithmName.SHA256, padding) ?? key.SignData(signed, HashAlgorithmName.SHA256);
        return [new("Digest", digest), new("OOTS-Response-Sig", $"{protectedPart}..{Base64Url.EncodeToString(signature)}")];
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }
}
