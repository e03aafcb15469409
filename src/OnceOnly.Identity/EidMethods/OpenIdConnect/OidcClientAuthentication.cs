// SPDX-License-Identifier: EUPL-1.2

using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>How we prove to a connector who we are: a signed assertion (RFC 7523) or a secret (RFC 6749 §2.3.1).</summary>
internal sealed class OidcClientAuthentication
{
    private const int SmallestRsaKey = 2048;
    private const int P256 = 256;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(1);

    private readonly string _clientId;
    private readonly string? _secret;
    private readonly SigningCredentials? _credentials;

    private OidcClientAuthentication(string clientId, string? secret, SigningCredentials? credentials)
    {
        _clientId = clientId;
        _secret = secret;
        _credentials = credentials;
    }

    /// <exception cref="ArgumentException">The key is neither P-256 nor RSA of 2048 bits.</exception>
    public static OidcClientAuthentication Load(OidcConnectorOptions options)
    {
        if (options.ClientSecretFile is { } file)
        {
            return new OidcClientAuthentication(options.ClientId, File.ReadAllText(file).Trim(), credentials: null);
        }

        if (!options.ClientKey.IsGiven)
        {
            return new OidcClientAuthentication(options.ClientId, secret: null, credentials: null);
        }

        var certificate = options.ClientKey.Load();
        var credentials = (certificate.GetECDsaPrivateKey(), certificate.GetRSAPrivateKey()) switch
        {
            ({ KeySize: P256 } ecdsa, _) => new SigningCredentials(new ECDsaSecurityKey(ecdsa) { KeyId = options.ClientKeyId }, SecurityAlgorithms.EcdsaSha256),
            (_, { KeySize: >= SmallestRsaKey } rsa) => new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = options.ClientKeyId }, SecurityAlgorithms.RsaSsaPssSha256),
            _ => throw new ArgumentException("Neither P-256 nor RSA of 2048 bits.", nameof(options)),
        };
        return new OidcClientAuthentication(options.ClientId, secret: null, credentials);
    }

    /// <summary>Adds what the token endpoint wants to know us by.</summary>
    /// <param name="request">Request to the token endpoint.</param>
    /// <param name="form">Its form.</param>
    /// <param name="issuer">Audience of the assertion: the issuer alone, so that no endpoint can pass it on to another.</param>
    /// <param name="now">The time.</param>
    public void Apply(HttpRequestMessage request, Dictionary<string, string> form, string issuer, DateTimeOffset now)
    {
        if (_secret is not null)
        {
            var text = $"{Uri.EscapeDataString(_clientId)}:{Uri.EscapeDataString(_secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
            return;
        }

        form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        form["client_assertion"] = Handler.CreateToken(
            new JsonObject
            {
                ["iss"] = _clientId,
                ["sub"] = _clientId,
                ["aud"] = issuer,
                ["jti"] = Handle.New(),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = (now + AssertionLifetime).ToUnixTimeSeconds(),
            }.ToJsonString(),
            _credentials);
    }
}
