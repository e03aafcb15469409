// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>A connector that says whatever a test wants it to say.</summary>
internal sealed class ForgedConnector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ForgedConnector(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public ECDsa Key { get; set; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId { get; set; } = "one";

    /// <summary>Spoils the discovery document.</summary>
    public Action<JsonObject> Discovery { get; set; } = _ => { };

    /// <summary>Spoils the key set.</summary>
    public Action<JsonArray> Keys { get; set; } = _ => { };

    /// <summary>What it calls its answers.</summary>
    public string MediaType { get; set; } = "application/json";

    /// <summary>Spoils the claims of the ID token.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Makes the ID token of its claims.</summary>
    public Func<JsonObject, string>? Sign { get; set; }

    /// <summary>What UserInfo says; null when it says nothing.</summary>
    public JsonObject? UserInfo { get; set; }

    /// <summary>Sees every request before it is answered.</summary>
    public Action<HttpContext> OnRequest { get; set; } = _ => { };

    /// <summary>By path: what it answers instead.</summary>
    public Dictionary<string, Func<HttpContext, IResult>> Instead { get; } = new(StringComparer.Ordinal);

    /// <summary>Spoils the JSON it answers at a path; each character becomes one octet.</summary>
    public Func<string, string, string> Rewrite { get; set; } = (_, json) => json;

    /// <summary>The form that came to the token endpoint.</summary>
    public IFormCollection? Redeemed { get; private set; }

    public string? Nonce { get; set; }

    public static async Task<ForgedConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(IdentityHost.ServerCertificate)));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        var connector = new ForgedConnector(app);
        app.Use((context, next) =>
        {
            connector.OnRequest(context);
            return connector.Instead.TryGetValue(context.Request.Path.Value!, out var answer) ? answer(context).ExecuteAsync(context) : next(context);
        });
        app.MapGet("/.well-known/openid-configuration", context => connector.AnswerAsync(context, connector.DiscoveryDocument()));
        app.MapGet("/jwks", context => connector.AnswerAsync(context, connector.KeySet()));
        app.MapGet("/userinfo", context => connector.UserInfo is { } info ? connector.AnswerAsync(context, info) : Results.Unauthorized().ExecuteAsync(context));
        app.MapPost("/token", async context =>
        {
            connector.Redeemed = await context.Request.ReadFormAsync();
            var claims = connector.IdToken();
            await connector.AnswerAsync(context, new JsonObject
            {
                ["access_token"] = "access",
                ["token_type"] = "Bearer",
                ["id_token"] = connector.Sign?.Invoke(claims) ?? connector.SignAs(claims, connector.Key, SecurityAlgorithms.EcdsaSha256),
            });
        });
        await app.StartAsync();
        return connector;
    }

    /// <summary>The query with which it sends the browser back.</summary>
    public string Answer(Uri departure, bool withIssuer = true)
    {
        var asked = QueryHelpers.ParseQuery(departure.Query);
        Nonce = asked["nonce"];
        var state = Uri.EscapeDataString(asked["state"].ToString());
        return $"?code=code&state={state}" + (withIssuer ? "&iss=" + Uri.EscapeDataString(Issuer) : "");
    }

    public string SignAs(JsonObject claims, ECDsa key, string algorithm) => SignAs(claims, new ECDsaSecurityKey(key) { KeyId = KeyId }, algorithm);

    public static string SignAs(JsonObject claims, SecurityKey key, string algorithm) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
        .CreateToken(claims.ToJsonString(), new SigningCredentials(key, algorithm));

    /// <summary>A token of any header and any octets, signed with ES256.</summary>
    public string Signed(string header, byte[] payload)
    {
        var text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        return $"{text}.{Base64UrlEncoder.Encode(Key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, JsonObject json) =>
        Results.Bytes(Encoding.Latin1.GetBytes(Rewrite(context.Request.Path.Value!, json.ToJsonString())), MediaType).ExecuteAsync(context);

    private JsonObject DiscoveryDocument()
    {
        var document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["userinfo_endpoint"] = Issuer + "/userinfo",
            ["jwks_uri"] = Issuer + "/jwks",
            ["authorization_response_iss_parameter_supported"] = true,
        };
        Discovery(document);
        return document;
    }

    private JsonObject KeySet()
    {
        var point = Key.ExportParameters(includePrivateParameters: false).Q;
        var keys = new JsonArray(new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = KeyId,
            ["use"] = "sig",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        });
        Keys(keys);
        return new JsonObject { ["keys"] = keys };
    }

    private JsonObject IdToken()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = OidcHost.ClientId,
            ["sub"] = "19800229-1234",
            ["iat"] = now,
            ["exp"] = now + 300,
            ["auth_time"] = now,
            ["nonce"] = Nonce,
            ["acr"] = "http://eidas.europa.eu/LoA/substantial",
            ["family_name"] = "Garcia",
            ["given_name"] = "Carmen",
            ["birthdate"] = "1980-02-29",
        };
        Claims(claims);
        return claims;
    }
}
