// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Tokens that are encrypted for us: how, and what must be within.</summary>
public sealed class OidcEncryptionTests : IDisposable
{
    private static readonly X509Certificate2 Rsa = SealedToken.Certificate("RSA");
    private static readonly X509Certificate2 Elliptic = SealedToken.Certificate("nistP256");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-jwe-");

    [Theory]
    [InlineData("RSA", "RSA-OAEP-256", "A128GCM")]
    [InlineData("RSA", "RSA-OAEP-256", "A256GCM")]
    [InlineData("RSA", "RSA-OAEP-256", "A128CBC-HS256")]
    [InlineData("RSA", "RSA-OAEP", "A256CBC-HS512", "RSA-OAEP")]
    [InlineData("nistP256", "ECDH-ES", "A128GCM")]
    [InlineData("nistP256", "ECDH-ES", "A256CBC-HS512")]
    [InlineData("nistP384", "ECDH-ES+A128KW", "A192GCM")]
    [InlineData("nistP384", "ECDH-ES+A256KW", "A192CBC-HS384")]
    [InlineData("nistP521", "ECDH-ES+A256KW", "A256GCM")]
    [InlineData("nistP521", "ECDH-ES", "A256GCM", "ECDH-ES")]
    public async Task a_token_encrypted_for_us_is_read(string key, string algorithm, string encryption, string? named = null)
    {
        using var certificate = SealedToken.Certificate(key);
        await using var connector = await ForgedConnector.StartAsync();
        connector.Sign = claims => SealedToken.Of(certificate, algorithm, encryption, Signed(connector, claims));
        await using var host = await OidcHost.LogInAsync(connector, [.. Keys("DecryptionKey", certificate), .. Named(named)]);

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
    }

    [Theory]
    [InlineData("RSA", "RSA-OAEP")]
    [InlineData("RSA", "RSA-OAEP-256", "RSA-OAEP")]
    [InlineData("nistP256", "ECDH-ES", "ECDH-ES+A256KW")]
    [InlineData("nistP256", "ECDH-ES+A256KW", "ECDH-ES")]
    public async Task other_algorithms_than_those_that_are_allowed_are_refused_though_the_key_would_fit(string key, string algorithm, string? named = null)
    {
        var certificate = key == "RSA" ? Rsa : Elliptic;
        await RefusedAsync("TokenEncryption", Encrypted(certificate, algorithm), [.. Keys("DecryptionKey", certificate), .. Named(named)]);
    }

    [Theory]
    [InlineData("RSA1_5")]
    [InlineData("dir")]
    [InlineData("A256KW")]
    [InlineData("A256GCMKW")]
    [InlineData("PBES2-HS256+A128KW")]
    [InlineData("none")]
    public async Task an_algorithm_that_nobody_may_allow_is_refused_in_tokens_and_in_configuration(string algorithm)
    {
        await RefusedAsync("TokenEncryption", Encrypted(Rsa, algorithm), Keys("DecryptionKey", Rsa));
        await NamedAtTheStartAsync("DecryptionAlgorithms", [.. Keys("DecryptionKey", Rsa), .. Named(algorithm)]);
    }

    [Theory]
    [InlineData("zip", "\"DEF\"")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("epk", "null")]
    [InlineData("epk", "5")]
    [InlineData("epk", """{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}""")]
    [InlineData("epk", """{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("apu", "\"QWxpY2U=\"")]
    [InlineData("apv", "\"Qm9i\"")]
    [InlineData("alg", "5")]
    [InlineData("enc", "\"A192GCM\"")]
    [InlineData("enc", "\"A128CBC\"")]
    [InlineData("enc", "null")]
    public async Task a_header_that_is_not_what_was_agreed_is_refused(string member, string value) => await RefusedAsync(
        "TokenEncryption",
        (connector, claims) => SealedToken.Of(Elliptic, "ECDH-ES", "A256GCM", Signed(connector, claims), header => header[member] = JsonNode.Parse(value)),
        Keys("DecryptionKey", Elliptic));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task a_change_anywhere_is_noticed(int part)
    {
        foreach (var encryption in new[] { "A256GCM", "A256CBC-HS512" })
        {
            await RefusedAsync(
                "TokenEncryption",
                (connector, claims) =>
                {
                    var parts = SealedToken.Of(Rsa, "RSA-OAEP-256", encryption, Signed(connector, claims)).Split('.');
                    var octets = Base64UrlEncoder.DecodeBytes(parts[part]);
                    parts[part] = Base64UrlEncoder.Encode(part == 0 ? [.. octets, (byte)' '] : [(byte)(octets[0] ^ 1), .. octets[1..]]);
                    return string.Join('.', parts);
                },
                Keys("DecryptionKey", Rsa));
        }
    }

    [Theory]
    [InlineData(2, "A256GCM", 0)]
    [InlineData(2, "A256GCM", 8)]
    [InlineData(2, "A256CBC-HS512", 8)]
    [InlineData(4, "A256GCM", 0)]
    [InlineData(4, "A256GCM", 12)]
    [InlineData(4, "A256GCM", 15)]
    [InlineData(4, "A256CBC-HS512", 0)]
    [InlineData(4, "A256CBC-HS512", 16)]
    public async Task vectors_and_tags_that_are_cut_short_are_refused(int part, string encryption, int length) => await RefusedAsync(
        "TokenEncryption",
        (connector, claims) =>
        {
            var parts = SealedToken.Of(Rsa, "RSA-OAEP-256", encryption, Signed(connector, claims)).Split('.');
            parts[part] = Base64UrlEncoder.Encode(Base64UrlEncoder.DecodeBytes(parts[part])[..length]);
            return string.Join('.', parts);
        },
        Keys("DecryptionKey", Rsa));

    [Fact]
    public async Task a_key_on_another_curve_than_ours_agrees_on_nothing()
    {
        using var other = SealedToken.Certificate("nistP384");
        await RefusedAsync("TokenEncryption", Encrypted(other, "ECDH-ES"), Keys("DecryptionKey", Elliptic));
    }

    [Fact]
    public async Task a_token_for_another_key_is_refused_and_so_is_any_where_there_is_none()
    {
        using var other = SealedToken.Certificate("RSA");
        await RefusedAsync("TokenEncryption", Encrypted(other), Keys("DecryptionKey", Rsa));
        await RefusedAsync("TokenEncryption", Encrypted(other), Keys("DecryptionKey", Elliptic));
        await RefusedAsync("TokenEncryption", Encrypted(Rsa));
    }

    [Fact]
    public async Task the_key_before_still_opens_and_what_is_only_signed_is_read()
    {
        foreach (var encrypted in new Func<ForgedConnector, JsonObject, string>[] { Encrypted(Rsa), Encrypted(Elliptic, "ECDH-ES"), Signed })
        {
            await using var connector = await ForgedConnector.StartAsync();
            connector.Sign = claims => encrypted(connector, claims);
            await using var host = await OidcHost.LogInAsync(connector, [.. Keys("DecryptionKey", Elliptic), .. Keys("PreviousDecryptionKey", Rsa)]);

            host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
        }
    }

    [Fact]
    public async Task what_is_within_is_signed_by_the_connector_and_nothing_else()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var within = new Func<ForgedConnector, JsonObject, string>[]
        {
            (_, claims) => claims.ToJsonString(),
            (_, claims) => $"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.",
            (connector, claims) => connector.SignAs(claims, stranger, "ES256"),
            (connector, claims) => Encrypted(Rsa)(connector, claims),
        };
        foreach (var content in within)
        {
            await RefusedAsync(
                "TokenSignature",
                (connector, claims) => SealedToken.Of(Rsa, "RSA-OAEP-256", "A256GCM", content(connector, claims)),
                Keys("DecryptionKey", Rsa));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UserInfo_may_be_encrypted_when_it_is_signed_within(bool isSigned)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Instead["/userinfo"] = _ =>
        {
            var claims = new JsonObject
            {
                ["iss"] = connector.Issuer,
                ["aud"] = OidcHost.ClientId,
                ["sub"] = "19800229-1234",
                ["family_name"] = "Garcia",
                ["given_name"] = "Carmen",
                ["birthdate"] = "1980-02-29",
            };
            return Results.Text(
                SealedToken.Of(Rsa, "RSA-OAEP-256", "A256GCM", isSigned ? Signed(connector, claims) : claims.ToJsonString()), "application/jwt");
        };
        await using var host = await OidcHost.LogInAsync(connector, [.. Keys("DecryptionKey", Rsa), ("UserInfo", "true")]);

        (host.Logins.Completed is not null).ShouldBe(isSigned, host.Log.Text);
        host.Log.Text.Contains("refused: UserInfoSignature.", StringComparison.Ordinal).ShouldBe(!isSigned);
    }

    [Theory]
    [InlineData("RSA", "RSA-OAEP-256")]
    [InlineData("nistP384", "ECDH-ES")]
    public async Task a_connector_may_fetch_the_keys_for_which_it_encrypts_and_by_which_it_knows_us(string kind, string algorithm)
    {
        using var certificate = SealedToken.Certificate(kind);
        await using var connector = await ForgedConnector.StartAsync();
        connector.Sign = claims => SealedToken.Of(certificate, algorithm, "A256GCM", Signed(connector, claims));
        await using var host = await OidcHost.LogInAsync(connector, [.. Keys("DecryptionKey", certificate), .. Named(algorithm), ("ClientKeyId", "us")]);
        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);

        using var answer = await host.GetAsync("/eid/oidc/keys/ES");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/jwk-set+json");
        var text = await answer.Content.ReadAsStringAsync();
        var keys = new JsonWebKeySet(text).Keys;
        keys.Select(key => $"{key.Use} {key.Alg}").ShouldBe(["sig ES256", $"enc {algorithm}"]);
        keys.ShouldAllBe(key => !key.HasPrivateKey);
        keys[1].Kid.ShouldNotBeNullOrEmpty();

        (await new JsonWebTokenHandler().ValidateTokenAsync(
            connector.Redeemed!["client_assertion"].ToString(),
            new TokenValidationParameters { IssuerSigningKey = keys[0], ValidIssuer = OidcHost.ClientId, ValidAudience = connector.Issuer })).IsValid.ShouldBeTrue();
        keys[0].Kid.ShouldBe("us");
        JsonWebKeyConverter.TryConvertToSecurityKey(keys[1], out var published).ShouldBeTrue();
        (published switch
        {
            RsaSecurityKey rsa => RSA.Create(rsa.Parameters).ExportSubjectPublicKeyInfo(),
            ECDsaSecurityKey elliptic => elliptic.ECDsa.ExportSubjectPublicKeyInfo(),
            _ => [],
        }).ShouldBe(certificate.PublicKey.ExportSubjectPublicKeyInfo());

        using var unknown = await host.GetAsync("/eid/oidc/keys/FR");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("DecryptionKey", "RSA1024")]
    [InlineData("DecryptionKey", "brainpoolP256r1")]
    [InlineData("PreviousDecryptionKey", "RSA1024", "RSA")]
    public async Task a_key_that_is_too_small_or_of_another_kind_is_refused_at_the_start(string key, string kind, string? beside = null)
    {
        using var certificate = SealedToken.Certificate(kind);
        (string, string)[] settings = [.. Keys(key, certificate), .. beside is null ? [] : Keys("DecryptionKey", Rsa)];

        await NamedAtTheStartAsync(key, settings);
    }

    [Fact]
    public async Task algorithms_and_keys_that_do_not_go_together_are_refused_at_the_start()
    {
        await NamedAtTheStartAsync("DecryptionAlgorithms", [.. Keys("DecryptionKey", Rsa), .. Named("ECDH-ES")]);
        await NamedAtTheStartAsync("DecryptionKey", [.. Named("RSA-OAEP")]);
        await NamedAtTheStartAsync("DecryptionKey", Keys("PreviousDecryptionKey", Rsa));
    }

    [Fact]
    public async Task a_key_that_is_given_twice_or_by_half_is_refused_at_the_start()
    {
        var pkcs12 = Path.Combine(_folder.FullName, "key.p12");
        await File.WriteAllBytesAsync(pkcs12, Rsa.Export(X509ContentType.Pkcs12));
        foreach (var key in new[] { "DecryptionKey", "PreviousDecryptionKey" })
        {
            (string, string)[] other = key == "DecryptionKey" ? [] : Keys("DecryptionKey", Elliptic);
            await NamedAtTheStartAsync($"{key} needs", [.. other, ($"{key}:CertificateFile", "/nowhere")]);
            await NamedAtTheStartAsync($"{key} needs", [.. other, ($"{key}:Pkcs12PasswordFile", "/nowhere")]);
            await NamedAtTheStartAsync($"{key} needs", [.. other, .. Keys(key, Rsa), ($"{key}:Pkcs12File", pkcs12)]);
            await NamedAtTheStartAsync($"{key} names files", [.. other, ($"{key}:Pkcs12File", "/nowhere")]);
        }

        await NamedAtTheStartAsync("ClientKey needs", ("ClientKey:Pkcs12File", pkcs12));

        await using var connector = await ForgedConnector.StartAsync();
        connector.Sign = claims => Encrypted(Rsa)(connector, claims);
        await using var host = await OidcHost.LogInAsync(connector, ("DecryptionKey:Pkcs12File", pkcs12));
        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
    }

    [Theory]
    [InlineData("RSA")]
    [InlineData("nistP256")]
    public async Task a_key_that_signs_decrypts_nothing(string kind)
    {
        using var certificate = SealedToken.Certificate(kind);
        var request = kind == "RSA"
            ? new CertificateRequest("CN=another", certificate.GetRSAPrivateKey()!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=another", certificate.GetECDsaPrivateKey()!, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var another = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var clientKey = Keys("ClientKey", certificate);

        await NamedAtTheStartAsync("DecryptionKey", [.. clientKey, .. Keys("DecryptionKey", another)]);
        await NamedAtTheStartAsync(
            "PreviousDecryptionKey", [.. clientKey, .. Keys("DecryptionKey", kind == "RSA" ? Elliptic : Rsa), .. Keys("PreviousDecryptionKey", another)]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Signed(ForgedConnector connector, JsonObject claims) => connector.SignAs(claims, connector.Key, "ES256");

    private static Func<ForgedConnector, JsonObject, string> Encrypted(X509Certificate2 certificate, string algorithm = "RSA-OAEP-256") =>
        (connector, claims) => SealedToken.Of(certificate, algorithm, "A256GCM", Signed(connector, claims));

    private static async Task RefusedAsync(string fault, Func<ForgedConnector, JsonObject, string> token, params (string, string)[] settings)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Sign = claims => token(connector, claims);
        await using var host = await OidcHost.LogInAsync(connector, settings);

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("refused: " + fault);
    }

    private static async Task NamedAtTheStartAsync(string told, params (string, string)[] settings)
    {
        await using var host = new OidcHost();
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync("https://connector.example", settings));
        refusal.Failures.ShouldHaveSingleItem().ShouldStartWith($"Identity:OidcConnectors:ES:{told} ");
    }

    private static (string, string)[] Named(string? algorithm) => algorithm is null ? [] : [("DecryptionAlgorithms:0", algorithm)];

    private (string, string)[] Keys(string key, X509Certificate2 certificate)
    {
        var (certificateFile, keyFile) = (Path.Combine(_folder.FullName, key + ".pem"), Path.Combine(_folder.FullName, key + ".key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, certificate.GetRSAPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return [($"{key}:CertificateFile", certificateFile), ($"{key}:KeyFile", keyFile)];
    }
}
