// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Signatures that are right, by keys of the connector's own key set, and still do not count.</summary>
public sealed class OidcTokenSignatureTests
{
    [Theory]
    [InlineData("RS256", null, false)]
    [InlineData("RS256", "RS256", true)]
    [InlineData("RS512", "RS256", false)]
    [InlineData("PS256", null, true)]
    [InlineData("PS256", "RS256", false)]
    public async Task an_algorithm_signs_where_it_is_allowed(string algorithm, string? named, bool isBelieved)
    {
        using var rsa = RSA.Create(2048);
        await using var connector = await ForgedConnector.StartAsync();
        connector.Keys = keys => keys.Add(Jwk(rsa, "rsa"));
        connector.Sign = claims => ForgedConnector.SignAs(claims, new RsaSecurityKey(rsa) { KeyId = "rsa" }, algorithm);

        await HoldsAsync(connector, isBelieved, named is null ? [] : [("Algorithms:0", named)]);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2048, true)]
    public async Task an_RSA_key_has_2048_bits_at_least(int bits, bool isBelieved)
    {
        using var rsa = RSA.Create(bits);
        await using var connector = await ForgedConnector.StartAsync();
        connector.Keys = keys => keys.Add(Jwk(rsa, "rsa"));
        connector.Sign = claims => ForgedConnector.SignAs(claims, new RsaSecurityKey(rsa) { KeyId = "rsa" }, "PS256");

        await HoldsAsync(connector, isBelieved);
    }

    [Theory]
    [InlineData("AQ")]
    [InlineData("AAE")]
    public async Task an_RSA_key_under_which_anybody_can_sign_is_none(string exponent)
    {
        using var rsa = RSA.Create(2048);
        await using var connector = await ForgedConnector.StartAsync();
        connector.Keys = keys =>
        {
            keys.Add(Jwk(rsa, "rsa"));
            keys[1]!["e"] = exponent;
        };
        connector.Sign = claims =>
        {
            // With an exponent of one, what would have to be signed (RFC 8017 §9.2) is its own signature.
            var text = $"{Base64UrlEncoder.Encode("""{"alg":"RS256","kid":"rsa"}""")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
            byte[] digest = [.. Convert.FromHexString("3031300D060960864801650304020105000420"), .. SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(text))];
            return $"{text}.{Base64UrlEncoder.Encode([0, 1, .. Enumerable.Repeat((byte)0xFF, 256 - 3 - digest.Length), 0, .. digest])}";
        };

        await HoldsAsync(connector, isBelieved: false, ("Algorithms:0", "RS256"));
    }

    [Theory]
    [InlineData("one", true)]
    [InlineData("two", false)]
    [InlineData("", false)]
    [InlineData(null, true)]
    public async Task a_key_that_a_token_names_is_the_one_that_signed_it(string? named, bool isBelieved)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Sign = claims => Signed(connector.Key, claims, named);

        await HoldsAsync(connector, isBelieved);
    }

    [Theory]
    [InlineData("alg", "ES256", true)]
    [InlineData("alg", "ES384", false)]
    [InlineData("use", "sig", true)]
    [InlineData("use", "enc", false)]
    public async Task a_key_serves_what_it_is_for(string member, string value, bool isBelieved)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Keys = keys => keys[0]![member] = value;

        await HoldsAsync(connector, isBelieved);
    }

    [Theory]
    [InlineData("ES256", false)]
    [InlineData("ES384", true)]
    [InlineData("ES512", false)]
    public async Task a_curve_serves_its_own_algorithm(string algorithm, bool isBelieved)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await using var connector = await ForgedConnector.StartAsync();
        connector.Keys = keys => keys.Add(new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-384",
            ["kid"] = "other",
            ["x"] = Base64UrlEncoder.Encode(key.ExportParameters(includePrivateParameters: false).Q.X),
            ["y"] = Base64UrlEncoder.Encode(key.ExportParameters(includePrivateParameters: false).Q.Y),
        });
        connector.Sign = claims =>
        {
            var text = $"{Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","kid":"other"}""")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
            return $"{text}.{Base64UrlEncoder.Encode(key.SignData(System.Text.Encoding.ASCII.GetBytes(text), new HashAlgorithmName("SHA" + algorithm[2..])))}";
        };

        await HoldsAsync(connector, isBelieved);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_key_whose_uses_are_listed_serves_those(bool isBelieved)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Keys = keys => keys[0]!["key_ops"] = new JsonArray(isBelieved ? "verify" : "encrypt");

        await HoldsAsync(connector, isBelieved);
    }

    private static async Task HoldsAsync(ForgedConnector connector, bool isBelieved, params (string, string)[] settings)
    {
        await using var host = await OidcHost.LogInAsync(connector, settings);

        (host.Logins.Completed is not null).ShouldBe(isBelieved, host.Log.Text);
        host.Log.Text.Contains("refused: TokenSignature", StringComparison.Ordinal).ShouldBe(!isBelieved);
    }

    private static string Signed(ECDsa key, JsonObject claims, string? keyId)
    {
        var header = new JsonObject { ["alg"] = "ES256" };
        if (keyId is not null)
        {
            header["kid"] = keyId;
        }

        var text = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(key.SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static JsonObject Jwk(RSA key, string keyId)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = keyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
