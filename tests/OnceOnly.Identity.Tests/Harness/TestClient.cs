// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>An e-service's back end. Every message can be bent before it is sent.</summary>
internal sealed class TestClient : IDisposable
{
    public const string Alpha = "alpha";
    public const string Beta = "beta";
    public const string Certified = "certified";
    public const string RsaSigned = "rsa-signed";
    public const string RedirectUri = "https://alpha.example/callback";
    public const string Details = """[{"type":"evidence_request","procedure":"T3"}]""";

    private const string Verifier = "verifier-verifier-verifier-verifier-verifier-1";

    private static readonly Dictionary<string, AsymmetricAlgorithm> Keys = new(StringComparer.Ordinal)
    {
        [Alpha] = ECDsa.Create(ECCurve.NamedCurves.nistP256),
        [Beta] = ECDsa.Create(ECCurve.NamedCurves.nistP256),
        [RsaSigned] = RSA.Create(2048),
    };

    private readonly IdentityHost _host;
    private readonly HttpClient _http;
    private string? _nonce;

    public TestClient(IdentityHost host, string clientId, X509Certificate2? certificate = null)
    {
        _host = host;
        ClientId = clientId;
        Certificate = certificate ?? (clientId == Certified ? CertifiedCertificate : null);
        _http = TestHttp.Create(Certificate is null ? host.Issuer : host.MutualTls, certificate: Certificate);
    }

    public static X509Certificate2 CertifiedCertificate { get; } = TestCertificate.Create("certified");

    public static IReadOnlyDictionary<string, string?> Configuration { get; } = Configure();

    public string ClientId { get; }

    public X509Certificate2? Certificate { get; }

    /// <summary>Key of the client's registered JSON Web Key Set.</summary>
    public AsymmetricAlgorithm Key => Keys[ClientId];

    /// <summary>Key of the DPoP proofs.</summary>
    public ECDsa DpopKey { get; init; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string DpopThumbprint => TestJwt.Thumbprint(DpopKey);

    /// <summary>Whether proofs carry the nonce last received, as RFC 9449 asks of clients.</summary>
    public bool RemembersNonce { get; set; } = true;

    public HttpClient Http => _http;

    private long Now => _host.Clock.GetUtcNow().ToUnixTimeSeconds();

    public static JsonObject PublicKeys(string clientId) => new() { ["keys"] = new JsonArray(TestJwt.PublicJwk(Keys[clientId])) };

    /// <summary>PKCS #8 of a client's key, for foreign programs.</summary>
    public static string PrivateKeyPem(string clientId) => Keys[clientId].ExportPkcs8PrivateKeyPem();

    public JsonObject AssertionPayload() => new()
    {
        ["iss"] = ClientId,
        ["sub"] = ClientId,
        ["aud"] = _host.Issuer,
        ["jti"] = Guid.NewGuid().ToString(),
        ["iat"] = Now,
        ["exp"] = Now + 60,
    };

    public string Assertion(Action<JsonObject>? bend = null, string algorithm = "", AsymmetricAlgorithm? key = null, string? type = null)
    {
        var payload = AssertionPayload();
        bend?.Invoke(payload);
        var header = new JsonObject { ["alg"] = algorithm.Length > 0 ? algorithm : Key is RSA ? "PS256" : "ES256" };
        if (type is not null)
        {
            header["typ"] = type;
        }

        return TestJwt.Sign(header, payload, key ?? Key);
    }

    public JsonObject ProofPayload(string method, string address, string? accessToken = null)
    {
        var payload = new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = method,
            ["htu"] = address,
            ["iat"] = Now,
        };
        if (accessToken is not null)
        {
            payload["ath"] = TestJwt.Hash(accessToken);
        }

        if (_nonce is not null && RemembersNonce)
        {
            payload["nonce"] = _nonce;
        }

        return payload;
    }

    public string Proof(string method, string path, string? accessToken = null, Action<JsonObject, JsonObject>? bend = null)
    {
        var header = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = TestJwt.PublicJwk(DpopKey) };
        var payload = ProofPayload(method, _host.Issuer + path, accessToken);
        bend?.Invoke(header, payload);
        return TestJwt.Sign(header, payload, DpopKey);
    }

    public Dictionary<string, string?> AuthorizationParameters() => new(StringComparer.Ordinal)
    {
        ["response_type"] = "code",
        ["client_id"] = ClientId,
        ["redirect_uri"] = RedirectUri,
        ["scope"] = "openid",
        ["state"] = "state-1",
        ["nonce"] = "nonce-1",
        ["code_challenge"] = TestJwt.Hash(Verifier),
        ["code_challenge_method"] = "S256",
    };

    /// <summary>Pushes a request.</summary>
    /// <param name="bend">Changes the parameters; null values are left out.</param>
    /// <param name="proof">A DPoP proof to send along.</param>
    public Task<Answer> PushAsync(Action<Dictionary<string, string?>>? bend = null, string? proof = null)
    {
        var form = AuthorizationParameters();
        Authenticate(form);
        bend?.Invoke(form);
        return PostAsync("/connect/par", form, proof is null ? [] : [proof]);
    }

    /// <summary>Pushes a request that must be accepted.</summary>
    public async Task<string> PushedAsync(Action<Dictionary<string, string?>>? bend = null) =>
        (await PushAsync(bend))["request_uri"].ShouldNotBeNull();

    /// <summary>Redeems a code with a fresh DPoP proof, or on the mutual TLS listener without one.</summary>
    public Task<Answer> RedeemAsync(string code, Action<Dictionary<string, string?>>? bend = null) => TokenAsync(form =>
    {
        form["grant_type"] = "authorization_code";
        form["code"] = code;
        form["redirect_uri"] = RedirectUri;
        form["code_verifier"] = Verifier;
        bend?.Invoke(form);
    });

    public Task<Answer> RefreshAsync(string refreshToken, Action<Dictionary<string, string?>>? bend = null) => TokenAsync(form =>
    {
        form["grant_type"] = "refresh_token";
        form["refresh_token"] = refreshToken;
        bend?.Invoke(form);
    });

    public Task<Answer> ClientCredentialsAsync(Action<Dictionary<string, string?>>? bend = null) => TokenAsync(form =>
    {
        form["grant_type"] = "client_credentials";
        bend?.Invoke(form);
    });

    /// <summary>Calls the token endpoint, and again when it asks for a nonce.</summary>
    public async Task<Answer> TokenAsync(Action<Dictionary<string, string?>> fill)
    {
        var answer = await OnceAsync();
        return answer.Error == "use_dpop_nonce" && RemembersNonce ? await OnceAsync() : answer;

        Task<Answer> OnceAsync()
        {
            var form = new Dictionary<string, string?>(StringComparer.Ordinal);
            Authenticate(form);
            fill(form);
            return PostAsync("/connect/token", form, Certificate is null ? [Proof("POST", "/connect/token")] : []);
        }
    }

    /// <summary>Gets a token for a citizen the whole way.</summary>
    public async Task<Answer> AuthorizedAsync(Browser browser, Action<Dictionary<string, string?>>? bend = null) =>
        await RedeemAsync((await browser.AuthorizeAsync(ClientId, await PushedAsync(bend))).Code);

    public Task<Answer> PostAsync(string path, Dictionary<string, string?> form, IReadOnlyList<string> proofs)
    {
        var content = new FormUrlEncodedContent(form.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)));
        return SendAsync(HttpMethod.Post, path, content, proofs);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, IReadOnlyList<string> proofs, string? authorization = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (proofs.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proofs).ShouldBeTrue();
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        }

        var response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("DPoP-Nonce", out var nonces))
        {
            _nonce = nonces.Single();
        }

        return await Answer.ReadAsync(response);
    }

    /// <summary>Calls the test API with a fresh proof, and again when it asks for a nonce.</summary>
    public async Task<Answer> CallAsync(string accessToken, string path = "/api/thing", Action<JsonObject, JsonObject>? bend = null)
    {
        var answer = await OnceAsync();
        return Challenge(answer).Contains("use_dpop_nonce", StringComparison.Ordinal) && RemembersNonce ? await OnceAsync() : answer;

        Task<Answer> OnceAsync() => Certificate is null
            ? SendAsync(HttpMethod.Get, path, null, [Proof("GET", path, accessToken, bend)], $"DPoP {accessToken}")
            : SendAsync(HttpMethod.Get, path, null, [], $"Bearer {accessToken}");
    }

    public static string Challenge(Answer answer) => answer.Response.Headers.WwwAuthenticate.ToString();

    public void Dispose() => _http.Dispose();

    public void Authenticate(Dictionary<string, string?> form)
    {
        form["client_id"] = ClientId;
        if (Keys.ContainsKey(ClientId))
        {
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = Assertion();
        }
    }

    private static Dictionary<string, string?> Configure()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        Add(0, Alpha, ("Jwks", PublicKeys(Alpha).ToJsonString()), ("AllowRefresh", "true"), ("UserInfoClaims:0", "family_name"), ("PostLogoutRedirectUris:0", "https://alpha.example/bye"));
        Add(1, Beta, ("Jwks", PublicKeys(Beta).ToJsonString()));
        Add(2, Certified, ("CertificateThumbprints:0", System.Buffers.Text.Base64Url.EncodeToString(CertifiedCertificate.GetCertHash(HashAlgorithmName.SHA256))), ("AllowRefresh", "true"));
        Add(3, RsaSigned, ("Jwks", PublicKeys(RsaSigned).ToJsonString()));
        return settings;

        void Add(int index, string clientId, params (string Key, string Value)[] values)
        {
            foreach (var (key, value) in values.Append(("ClientId", clientId)).Append(("Tenant", "athens")).Append(("RedirectUris:0", RedirectUri)))
            {
                settings[$"Identity:Clients:{index}:{key}"] = value;
            }
        }
    }
}
