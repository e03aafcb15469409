// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Dpop;

/// <summary>The blocks of dpop-negative-tests that bend one proof; each must be refused wherever proofs are judged.</summary>
internal static class ProofCase
{
    public static TheoryData<string> Names { get; } =
    [
        "typ is missing", "typ is JWT", "alg is missing", "alg is none", "alg is RS256", "alg is HS256", "jwk is missing",
        "jwk is private", "jwk is symmetric", "jwk is text", "jwk is another key", "jwk is off the curve", "jwk is P-384",
        "jti is missing", "jti is empty", "jti is a number", "htm is missing", "htm is another method", "htm is in lower case",
        "htu is missing", "htu is another path", "htu is another host", "htu is http", "htu is in another case", "htu is relative",
        "htu has user information", "iat is missing", "iat is text", "iat is an hour ago", "iat is in an hour",
        "exp is past", "nbf is in an hour", "crit is present", "signature is wrong", "signature is empty", "nonce is not ours",
        "nonce is a number",
    ];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="client">Whose proof it is.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path of the request.</param>
    /// <param name="now">Unix seconds.</param>
    /// <param name="accessToken">Token it accompanies.</param>
    public static string Make(string name, TestClient client, string method, string path, long now, string? accessToken = null)
    {
        var proof = client.Proof(method, path, accessToken, (header, payload) => Bend(name, header, payload, now));
        return name switch
        {
            "signature is wrong" => proof[..^6] + "AAAAAA",
            "signature is empty" => proof[..(proof.LastIndexOf('.') + 1)],
            _ => proof,
        };
    }

    private static void Bend(string name, JsonObject header, JsonObject payload, long now)
    {
        var jwk = header["jwk"]!.AsObject();
        var htu = payload["htu"]!.ToString();
        Action bend = name switch
        {
            "typ is missing" => () => header.Remove("typ"),
            "typ is JWT" => () => header["typ"] = "JWT",
            "alg is missing" => () => header.Remove("alg"),
            "alg is none" => () => header["alg"] = "none",
            "alg is RS256" => () => header["alg"] = "RS256",
            "alg is HS256" => () => header["alg"] = "HS256",
            "jwk is missing" => () => header.Remove("jwk"),
            "jwk is private" => () => jwk["d"] = jwk["x"]!.ToString(),
            "jwk is symmetric" => () => header["jwk"] = new JsonObject { ["kty"] = "oct", ["k"] = "c2VjcmV0" },
            "jwk is text" => () => header["jwk"] = "key",
            "jwk is another key" => () => header["jwk"] = TestJwt.PublicJwk(System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)),
            "jwk is off the curve" => () => jwk["y"] = jwk["x"]!.ToString(),
            "jwk is P-384" => () => jwk["crv"] = "P-384",
            "jti is missing" => () => payload.Remove("jti"),
            "jti is empty" => () => payload["jti"] = string.Empty,
            "jti is a number" => () => payload["jti"] = 1,
            "htm is missing" => () => payload.Remove("htm"),
            "htm is another method" => () => payload["htm"] = "PUT",
            "htm is in lower case" => () => payload["htm"] = payload["htm"]!.ToString().ToLowerInvariant(),
            "htu is missing" => () => payload.Remove("htu"),
            "htu is another path" => () => payload["htu"] = htu + "/x",
            "htu is another host" => () => payload["htu"] = htu.Replace("localhost", "elsewhere.example", StringComparison.Ordinal),
            "htu is http" => () => payload["htu"] = htu.Replace("https:", "http:", StringComparison.Ordinal),
            "htu is in another case" => () => payload["htu"] = htu[..^1] + char.ToUpperInvariant(htu[^1]),
            "htu is relative" => () => payload["htu"] = new Uri(htu).AbsolutePath,
            "htu has user information" => () => payload["htu"] = htu.Replace("https://", "https://a@", StringComparison.Ordinal),
            "iat is missing" => () => payload.Remove("iat"),
            "iat is text" => () => payload["iat"] = "now",
            "iat is an hour ago" => () => payload["iat"] = now - 3600,
            "iat is in an hour" => () => payload["iat"] = now + 3600,
            "exp is past" => () => payload["exp"] = now - 60,
            "nbf is in an hour" => () => payload["nbf"] = now + 3600,
            "crit is present" => () => header["crit"] = new JsonArray("b64"),
            "nonce is not ours" => () => payload["nonce"] = "invented",
            "nonce is a number" => () => payload["nonce"] = 1,
            _ => static () => { },
        };
        bend();
    }
}
