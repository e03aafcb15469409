// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Dpop;

/// <summary>A proof binds to the very key that verifies it, whatever else its <c>jwk</c> says.</summary>
public sealed class ProofKeyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Theory]
    [InlineData("x5c")]
    [InlineData("X5C")]
    public async Task a_certificate_in_the_jwk_does_not_lend_the_key_of_somebody_else(string member)
    {
        using var client = shared.Host.Client();
        await client.ClientCredentialsAsync(); // for the nonce
        using var victim = RSA.Create(2048);
        var token = (await AskAsync(client, Proof(client, "POST", "/connect/token", victim, victim)))["access_token"].ShouldNotBeNull();
        (await CallAsync(client, token, Proof(client, "GET", "/api/thing", victim, victim, accessToken: token))).Status.ShouldBe(HttpStatusCode.OK);

        using var attacker = RSA.Create(2048);
        var certificate = new JsonArray(Convert.ToBase64String(CertificateOf(attacker)));
        var forged = Proof(client, "GET", "/api/thing", victim, attacker, jwk => jwk[member] = certificate, token);
        (await CallAsync(client, token, forged)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("x5c")]
    [InlineData("X5u")]
    [InlineData("x5t")]
    [InlineData("x5t#s256")]
    [InlineData("D")]
    [InlineData("P")]
    [InlineData("Q")]
    [InlineData("DP")]
    [InlineData("Dq")]
    [InlineData("QI")]
    [InlineData("Oth")]
    [InlineData("K")]
    [InlineData("N")]
    [InlineData("E")]
    [InlineData("KTY")]
    public async Task a_jwk_with_a_member_that_some_reader_could_take_for_the_key_is_refused(string member)
    {
        using var client = shared.Host.Client();
        await client.ClientCredentialsAsync();
        using var key = RSA.Create(2048);
        (await AskAsync(client, Proof(client, "POST", "/connect/token", key, key, jwk => jwk["note"] = "AQAB"))).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(client, Proof(client, "POST", "/connect/token", key, key, jwk => jwk[member] = "AQAB"))).Error.ShouldBe("invalid_dpop_proof");
    }

    [Theory]
    [InlineData("padding")]
    [InlineData("white space")]
    [InlineData("leading zero of n")]
    [InlineData("leading zero of e")]
    [InlineData("even exponent")]
    [InlineData("exponent of one")]
    [InlineData("name in capitals")]
    public async Task numbers_are_written_in_one_way_only(string way)
    {
        using var client = shared.Host.Client();
        await client.ClientCredentialsAsync();
        using var key = RSA.Create(2048);
        var modulus = key.ExportParameters(false).Modulus!;
        var proof = Proof(client, "POST", "/connect/token", key, key, jwk =>
        {
            (string Member, string Value) bent = way switch
            {
                "padding" => ("n", jwk["n"] + "=="),
                "white space" => ("n", jwk["n"] + " "),
                "leading zero of n" => ("n", System.Buffers.Text.Base64Url.EncodeToString([0, .. modulus])),
                "leading zero of e" => ("e", "AAEAAQ"),
                "even exponent" => ("e", "AQAA"),
                "exponent of one" => ("e", "AQ"),
                _ => ("N", jwk["n"]!.ToString()),
            };
            jwk.Remove(bent.Member.ToLowerInvariant());
            jwk[bent.Member] = bent.Value;
        });
        var answer = await AskAsync(client, proof);
        answer.Error.ShouldBe("invalid_dpop_proof");
        answer["error_description"].ShouldNotBeNull().ShouldContain("public key");
    }

    private static string Proof(
        TestClient client, string method, string path, RSA shown, RSA signing, Action<JsonObject>? bend = null, string? accessToken = null)
    {
        var jwk = TestJwt.PublicJwk(shown);
        bend?.Invoke(jwk);
        var header = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "PS256", ["jwk"] = jwk };
        return TestJwt.Sign(header, client.ProofPayload(method, new Uri(client.Http.BaseAddress!, path).AbsoluteUri, accessToken), signing);
    }

    private static byte[] CertificateOf(RSA key)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=attacker", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.RawData;
    }

    private static Task<Answer> CallAsync(TestClient client, string token, string proof) =>
        client.SendAsync(HttpMethod.Get, "/api/thing", null, [proof], $"DPoP {token}");

    private static Task<Answer> AskAsync(TestClient client, string proof)
    {
        var form = new Dictionary<string, string?>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        client.Authenticate(form);
        return client.PostAsync("/connect/token", form, [proof]);
    }
}
