// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OnceOnly.Registries.Calls.OAuth;

/// <summary>Signs <c>private_key_jwt</c> assertions: ES256 with a P-256 key, PS256 with an RSA key.</summary>
internal static class ClientAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    public static string Sign(OAuthClient client, DateTimeOffset now)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = client.Key is ECDsa ? "ES256" : "PS256" };
        if (client.KeyId is { } keyId)
        {
            header["kid"] = keyId;
        }

        var claims = new JsonObject
        {
            ["iss"] = client.ClientId,
            ["sub"] = client.ClientId,
            ["aud"] = client.TokenEndpoint.AbsoluteUri,
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
        };
        var signed = Encoded(header) + "." + Encoded(claims);
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = client.Key switch
        {
            ECDsa key => key.SignData(bytes, HashAlgorithmName.SHA256),
            RSA key => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => throw new InvalidOperationException("The key was not checked."),
        };
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    private static string Encoded(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
