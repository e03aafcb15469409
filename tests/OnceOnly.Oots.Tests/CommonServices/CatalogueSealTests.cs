// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using OnceOnly.Oots.CommonServices.Signatures;

namespace OnceOnly.Oots.Tests.CommonServices;

public sealed class CatalogueSealTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("<answer>åäö</answer>");
    private readonly CatalogueSigner signer = new();

    [Fact]
    public void A_sealed_answer_is_believed_and_its_signer_named()
    {
        var seal = Verify(signer.Sign(Body));
        seal.Fault.ShouldBe(CatalogueFault.None);
        seal.ShouldBe(new CatalogueSeal(CatalogueFault.None, "ES256", "CN=Test catalogue", CatalogueSigner.Begin));
    }

    [Fact]
    public void A_changed_body_is_not_believed() =>
        new CatalogueSealVerifier([signer.Root]).Verify([.. Body, 32], signer.Sign(Body), CatalogueSigner.Begin).Fault.ShouldBe(CatalogueFault.DigestWrong);

    [Fact]
    public void A_body_with_its_own_new_digest_is_not_believed()
    {
        var other = "<answer/>"u8.ToArray();
        var headers = new List<KeyValuePair<string, string>> { signer.Sign(other)[0], signer.Sign(Body)[1] };
        new CatalogueSealVerifier([signer.Root]).Verify(other, headers, CatalogueSigner.Begin).Fault.ShouldBe(CatalogueFault.SignatureWrong);
    }

    [Fact]
    public void No_time_is_too_late_to_be_judged_by() =>
        new CatalogueSealVerifier([signer.Root]).Verify(Body, signer.Sign(Body), DateTimeOffset.MaxValue).Fault.ShouldBe(CatalogueFault.CertificateUntrusted);

    [Theory]
    [InlineData(0, CatalogueFault.DigestMissing)]
    [InlineData(1, CatalogueFault.SignatureMissing)]
    public void A_missing_or_doubled_header_is_refused(int which, CatalogueFault expected)
    {
        var headers = signer.Sign(Body);
        Verify([.. headers, headers[which]]).Fault.ShouldBe(expected);
        headers.RemoveAt(which);
        Verify(headers).Fault.ShouldBe(expected);
    }

    [Theory]
    [InlineData("alg", "\"none\"", CatalogueFault.AlgorithmRefused)]
    [InlineData("alg", "\"ES384\"", CatalogueFault.AlgorithmRefused)]
    [InlineData("alg", "\"PS256\"", CatalogueFault.AlgorithmRefused)]
    [InlineData("b64", "true", CatalogueFault.CriticalHeader)]
    [InlineData("crit", "[\"b64\"]", CatalogueFault.CriticalHeader)]
    [InlineData("crit", "[\"b64\",\"sigD\",\"new\"]", CatalogueFault.CriticalHeader)]
    [InlineData("crit", "[\"b64\",\"sigD\",\"sigT\"]", CatalogueFault.CriticalHeader)]
    [InlineData("crit", "\"b64\"", CatalogueFault.SignatureMalformed)]
    [InlineData("iat", "\"now\"", CatalogueFault.SignatureMalformed)]
    [InlineData("iat", "1827100800", CatalogueFault.SignedInTheFuture)]
    [InlineData("sigD", "{\"mId\":\"http://uri.etsi.org/19182/ObjectIdByURI\",\"pars\":[\"digest\"]}", CatalogueFault.NotOverDigest)]
    [InlineData("sigD", "{\"mId\":\"http://uri.etsi.org/19182/HttpHeaders\",\"pars\":[]}", CatalogueFault.NotOverDigest)]
    [InlineData("sigD", "{\"mId\":\"http://uri.etsi.org/19182/HttpHeaders\",\"pars\":[\"digest\",\"date\"]}", CatalogueFault.NotOverDigest)]
    [InlineData("x5c", "[]", CatalogueFault.CertificateMissing)]
    [InlineData("x5c", "[\"AAAA\"]", CatalogueFault.CertificateMissing)]
    [InlineData("x5t#o", "{}", CatalogueFault.CertificateUntrusted)]
    [InlineData("x5t#o", "\"AAAA\"", CatalogueFault.SignatureMalformed)]
    [InlineData("x5t#S256", "\"AAAA\"", CatalogueFault.CertificateUntrusted)]
    public void A_header_that_is_not_the_profile_is_refused(string member, string value, CatalogueFault expected) =>
        Verify(signer.Sign(Body, header => header[member] = JsonNode.Parse(value))).Fault.ShouldBe(expected);

    [Theory]
    [InlineData("S256", CatalogueFault.None)]
    [InlineData("S384", CatalogueFault.None)]
    [InlineData("S512", CatalogueFault.None)]
    [InlineData("S224", CatalogueFault.CertificateUntrusted)]
    public void A_thumbprint_by_another_digest_is_compared_and_may_be_critical(string algorithm, CatalogueFault expected)
    {
        var leaf = Convert.FromBase64String(signer.Header["x5c"]![0]!.GetValue<string>());
        Verify(signer.Sign(Body, header => Name(header, leaf))).Fault.ShouldBe(expected);
        Verify(signer.Sign(Body, header => Name(header, [.. leaf, 0]))).Fault.ShouldBe(CatalogueFault.CertificateUntrusted);

        void Name(JsonObject header, byte[] certificate)
        {
            var digest = algorithm switch
            {
                "S512" => SHA512.HashData(certificate),
                "S384" => SHA384.HashData(certificate),
                _ => SHA256.HashData(certificate),
            };
            header["x5t#o"] = new JsonObject { ["digAlg"] = algorithm, ["digVal"] = Base64Url.EncodeToString(digest) };
            header["crit"] = new JsonArray("b64", "sigD", "x5t#o");
        }
    }

    [Theory]
    [InlineData("RS256", 2048, CatalogueFault.None)]
    [InlineData("PS256", 2048, CatalogueFault.None)]
    [InlineData("RS256", 1024, CatalogueFault.AlgorithmRefused)]
    [InlineData("RS1", 2048, CatalogueFault.AlgorithmRefused)]
    public void Rsa_signs_with_either_padding_and_a_key_of_bearable_length(string algorithm, int bits, CatalogueFault expected)
    {
        using var key = RSA.Create(bits);
        var rsa = new CatalogueSigner(rsa: key);
        new CatalogueSealVerifier([rsa.Root]).Verify(Body, rsa.Sign(Body, header => header["alg"] = algorithm), CatalogueSigner.Begin).Fault.ShouldBe(expected);
    }

    [Fact]
    public void A_member_named_twice_is_refused()
    {
        var text = signer.Header.ToJsonString();
        Verify(signer.Sign(Body, text[..^1] + ",\"alg\":\"ES256\"}")).Fault.ShouldBe(CatalogueFault.SignatureMalformed);
    }

    [Fact]
    public void A_payload_between_the_dots_is_refused()
    {
        var headers = signer.Sign(Body);
        headers[1] = new(headers[1].Key, headers[1].Value.Replace("..", ".YQ.", StringComparison.Ordinal));
        Verify(headers).Fault.ShouldBe(CatalogueFault.SignatureMalformed);
    }

    [Fact]
    public void Another_root_is_not_trusted() =>
        new CatalogueSealVerifier([new CatalogueSigner().Root]).Verify(Body, signer.Sign(Body), CatalogueSigner.Begin).Fault.ShouldBe(CatalogueFault.CertificateUntrusted);

    [Fact]
    public void A_certificate_that_is_over_or_not_for_signing_is_not_trusted()
    {
        new CatalogueSealVerifier([signer.Root]).Verify(Body, signer.Sign(Body), CatalogueSigner.Begin.AddDays(101)).Fault.ShouldBe(CatalogueFault.CertificateUntrusted);
        var encrypting = new CatalogueSigner(X509KeyUsageFlags.KeyEncipherment);
        new CatalogueSealVerifier([encrypting.Root]).Verify(Body, encrypting.Sign(Body), CatalogueSigner.Begin).Fault.ShouldBe(CatalogueFault.CertificateUntrusted);
    }

    private CatalogueSeal Verify(List<KeyValuePair<string, string>> headers) =>
        new CatalogueSealVerifier([signer.Root]).Verify(Body, headers, CatalogueSigner.Begin.AddMinutes(1));
}
