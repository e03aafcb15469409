// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.WebUtilities;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Registries behind an authorization server: OAuth 2.0 client credentials.</summary>
public sealed class OAuthTests : IAsyncLifetime
{
    private const string Credentials = Declaration.Provider + ":Credentials";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onceonly-oauth-");
    private readonly ManualTime time = new();
    private readonly List<EvidenceErrorCode> told = [];
    private ScriptedRegistry registry = null!;
    private int issued;

    /// <summary>Tokens that the registry takes; others get 401.</summary>
    private readonly HashSet<string> accepted = ["token-1", "token-2", "token-3"];

    private RequestDelegate token = null!;

    private IReadOnlyList<ReceivedRequest> TokenRequests => [.. registry.Received.Where(request => request.Target == "/token")];

    public async ValueTask InitializeAsync()
    {
        token = context => ScriptedRegistry.JsonAsync(
            context, $$"""{"access_token":"token-{{Interlocked.Increment(ref issued)}}","token_type":"bearer","expires_in":300}""");
        registry = Scripted(await ScriptedRegistry.StartAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_token_serves_until_shortly_before_it_expires()
    {
        await using var adapter = Adapter();
        await ShouldProvideAsync(adapter);
        await ShouldProvideAsync(adapter);
        time.Advance(TimeSpan.FromSeconds(269));
        await ShouldProvideAsync(adapter);
        TokenRequests.Count.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(2));
        await ShouldProvideAsync(adapter);

        TokenRequests.Count.ShouldBe(2);
        told.ShouldBeEmpty();
        var asked = TokenRequests[0];
        asked.Method.ShouldBe("POST");
        asked.Body.ShouldBe("grant_type=client_credentials&scope=read+records");
        Encoding.ASCII.GetString(Convert.FromBase64String(asked.Headers["Authorization"]["Basic ".Length..])).ShouldBe("gateway%3Aa:s+%26%3D%3A");
        asked.Headers.ContainsKey("X-Correlation-ID").ShouldBeFalse();
    }

    [Fact]
    public async Task All_who_wait_for_a_token_share_one()
    {
        var go = new TaskCompletionSource();
        var answer = token;
        token = async context =>
        {
            await go.Task;
            await answer(context);
        };
        await using var adapter = Adapter();

        var asking = Enumerable.Range(0, 20).Select(_ => ShouldProvideAsync(adapter)).ToArray();
        go.SetResult();
        await Task.WhenAll(asking);

        TokenRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_replaced_once_and_the_repetition_is_told()
    {
        await using var adapter = Adapter();
        await ShouldProvideAsync(adapter);
        accepted.Remove("token-1");

        await ShouldProvideAsync(adapter);

        TokenRequests.Count.ShouldBe(2);
        told.ShouldBe([EvidenceErrorCode.RegistryRefused]);
    }

    [Fact]
    public async Task Credentials_that_the_registry_does_not_take_are_not_shown_for_ever()
    {
        accepted.Clear();
        await using var adapter = Adapter();

        (await AskAsync(adapter)).ShouldBe(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryRefused)));

        TokenRequests.Count.ShouldBe(2);
        registry.Received.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(200, """{"access_token":"a\r\nX-Other: b","token_type":"Bearer"}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(200, """{"access_token":"a","token_type":"DPoP"}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(200, """{"access_token":"","token_type":"Bearer"}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(200, """{"access_token":7,"token_type":"Bearer"}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(200, "[]", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(200, "token", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(200, null, EvidenceErrorCode.RegistryAnswerInvalid)] // larger than any token
    [InlineData(302, "", EvidenceErrorCode.RegistryRefused)]
    [InlineData(401, """{"error":"invalid_client"}""", EvidenceErrorCode.RegistryRefused)]
    [InlineData(503, "", EvidenceErrorCode.RegistryFailed)]
    public async Task Without_a_token_the_registry_is_not_asked(int status, string? body, EvidenceErrorCode code)
    {
        token = context =>
        {
            context.Response.Headers.Location = registry.Address.AbsoluteUri + "elsewhere";
            return ScriptedRegistry.AnswerAsync(context, status, "application/json", body ?? new string(' ', 100_000));
        };
        await using var adapter = Adapter();

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>().Error.Code.ShouldBe(code);

        registry.Received.ShouldAllBe(request => request.Target == "/token");
        adapter.Log.Lines.ShouldNotContain(line => line.Contains("s &=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_endpoint_that_fails_is_tried_again_and_the_registry_was_not_asked_meanwhile()
    {
        var answer = token;
        token = context => TokenRequests.Count == 1 ? ScriptedRegistry.AnswerAsync(context, 503) : answer(context);
        await using var adapter = Adapter((Declaration.Provider + ":Retry:Attempts", "1"), (Declaration.Provider + ":Retry:Delay", "00:00:00.001"));

        var asking = ShouldProvideAsync(adapter);
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(asking, Task.Delay(5));
        }

        await asking;
        told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, "ES256")]
    [InlineData(false, "PS256")]
    public async Task A_private_key_signs_who_we_are(bool isElliptic, string algorithm)
    {
        using AsymmetricAlgorithm key = isElliptic ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        await using var adapter = Adapter(
            (Credentials + ":Authentication", "PrivateKey"),
            (Credentials + ":Secret", null),
            (Credentials + ":KeyFile", Written("key.pem", key.ExportPkcs8PrivateKeyPem())),
            (Credentials + ":KeyId", "key-7"));

        await ShouldProvideAsync(adapter);

        var form = QueryHelpers.ParseQuery(TokenRequests.ShouldHaveSingleItem().Body);
        TokenRequests[0].Headers.ContainsKey("Authorization").ShouldBeFalse();
        form["client_id"].ToString().ShouldBe("gateway:a");
        form["client_assertion_type"].ToString().ShouldBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        var parts = form["client_assertion"].ToString().Split('.');
        var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
        var signature = Base64Url.DecodeFromChars(parts[2]);
        (key is ECDsa ec
            ? ec.VerifyData(signed, signature, HashAlgorithmName.SHA256)
            : ((RSA)key).VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)).ShouldBeTrue();
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        header.RootElement.GetProperty("alg").GetString().ShouldBe(algorithm);
        header.RootElement.GetProperty("kid").GetString().ShouldBe("key-7");
        claims.RootElement.GetProperty("iss").GetString().ShouldBe("gateway:a");
        claims.RootElement.GetProperty("sub").GetString().ShouldBe("gateway:a");
        claims.RootElement.GetProperty("aud").GetString().ShouldBe(registry.Address + "token");
        claims.RootElement.GetProperty("exp").GetInt64().ShouldBe(time.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds());
        claims.RootElement.GetProperty("jti").GetString()!.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_certificate_says_who_we_are_to_both()
    {
        using var server = SelfSigned("CN=registry");
        using var client = SelfSigned("CN=gateway");
        await registry.DisposeAsync();
        registry = Scripted(await ScriptedRegistry.StartAsync(listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = server;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == client.Thumbprint;
        })));
        await using var adapter = Adapter(
            (Credentials + ":Authentication", "Certificate"),
            (Credentials + ":Secret", null),
            (Credentials + ":CertificateFile", Written("client.pem", client.ExportCertificatePem())),
            (Credentials + ":KeyFile", Written("client.key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())),
            (Declaration.Provider + ":TrustedAuthoritiesFile", Written("server.pem", server.ExportCertificatePem())));

        await ShouldProvideAsync(adapter);

        TokenRequests.ShouldHaveSingleItem().Body.ShouldBe("grant_type=client_credentials&scope=read+records&client_id=gateway%3Aa");
        TokenRequests[0].Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var addresses = new SubjectAlternativeNameBuilder();
        addresses.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(addresses.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    private static Task<ProviderAnswer> AskAsync(RegistryAdapter adapter) =>
        adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new KeptDocuments());

    private static async Task ShouldProvideAsync(RegistryAdapter adapter) => (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Provided>();

    /// <summary>Answers those who show an accepted token.</summary>
    private ScriptedRegistry Scripted(ScriptedRegistry scripted)
    {
        scripted.Lookup = Guarded(scripted.Lookup);
        var documents = Guarded(scripted.Document);
        scripted.Document = context => context.Request.Path == "/token" ? token(context) : documents(context);
        return scripted;

        RequestDelegate Guarded(RequestDelegate answer) => context =>
            context.Request.Headers.Authorization.ToString() is var shown && shown.StartsWith("Bearer ", StringComparison.Ordinal) && accepted.Contains(shown[7..])
                ? answer(context)
                : ScriptedRegistry.AnswerAsync(context, 401);
    }

    private RegistryAdapter Adapter(params (string, string?)[] changes) => new(
        Declaration.Of(
            registry,
            [
                (Credentials + ":Kind", "OAuth"),
                (Credentials + ":TokenEndpoint", registry.Address + "token"),
                (Credentials + ":ClientId", "gateway:a"),
                (Credentials + ":Authentication", "Secret"),
                (Credentials + ":Secret", "s &=:"),
                (Credentials + ":Scope", "read records"),
                .. changes,
            ]),
        time)
    {
        MayRepeatAsync = code =>
        {
            told.Add(code);
            return Task.FromResult(true);
        },
    };

    private string Written(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
