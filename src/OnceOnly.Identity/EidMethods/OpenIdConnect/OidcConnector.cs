// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>A configured connector, and what is known of it at the moment. Keys it does not know yet are looked for anew.</summary>
internal sealed class OidcConnector : IDisposable
{
    private const int LargestAnswer = 512 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger<OidcConnector> _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (OidcMetadata Metadata, OidcKeys Keys, DateTimeOffset At)? _known;
    private int _looks;

    public OidcConnector(string id, OidcConnectorOptions options, TimeProvider time, ILogger<OidcConnector> logger)
    {
        Id = id;
        Options = options;
        Authentication = OidcClientAuthentication.Load(options);
        _time = time;
        _logger = logger;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = Fresh };
        if (options.TrustedAuthoritiesFile is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(authorities);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        _http = new HttpClient(handler) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout };
    }

    public string Id { get; }

    public OidcConnectorOptions Options { get; }

    public OidcClientAuthentication Authentication { get; }

    /// <summary>What it says about itself; null when that cannot be had.</summary>
    public async Task<OidcMetadata?> MetadataAsync(CancellationToken cancellationToken) =>
        (await KnownAsync(known => _time.GetUtcNow() - known.At < Fresh, cancellationToken))?.Metadata;

    /// <summary>Whether one of its keys signed a token; a key that is not known is looked for, but not all the time.</summary>
    public async Task<bool> SignedAsync(ReceivedJwt jwt, CancellationToken cancellationToken)
    {
        var allowed = Options.Algorithms.Count > 0 ? Options.Algorithms : OidcKeys.Default;
        var known = await KnownAsync(
            known => known.Keys.Has(jwt.KeyId) || (jwt.KeyId is null && known.Keys.Signed(jwt, allowed)) || _time.GetUtcNow() - known.At < BetweenLooks,
            cancellationToken);
        return known?.Keys.Signed(jwt, allowed) == true;
    }

    /// <returns>The body of a success, else null.</returns>
    public async Task<JsonElement?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await _http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode ? Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)) : null;
    }

    public void Dispose()
    {
        _http.Dispose();
        _turn.Dispose();
    }

    private async Task<(OidcMetadata Metadata, OidcKeys Keys, DateTimeOffset At)?> KnownAsync(
        Func<(OidcMetadata Metadata, OidcKeys Keys, DateTimeOffset At), bool> isEnough, CancellationToken cancellationToken)
    {
        if (_known is { } known && isEnough(known))
        {
            return known;
        }

        var looks = Volatile.Read(ref _looks);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Who waited while another looked has looked too: a connector that does not answer shall not be waited for one by one.
            if (looks == _looks && (_known is not { } meanwhile || !isEnough(meanwhile)))
            {
                // What was known serves on when there is nothing newer.
                _known = await LookAsync(cancellationToken) ?? _known;
                _looks++;
            }

            return _known;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(OidcMetadata Metadata, OidcKeys Keys, DateTimeOffset At)?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var address = Options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
            var json = Parse(await _http.GetByteArrayAsync(new Uri(address), cancellationToken));
            if (!OidcMetadata.TryRead(json, Options, out var metadata, out var problem))
            {
                _logger.OidcMetadataRefused(Id, problem);
                return null;
            }

            return OidcKeys.Read(Encoding.UTF8.GetString(await _http.GetByteArrayAsync(metadata.Keys, cancellationToken))) is { } keys
                ? (metadata, keys, _time.GetUtcNow())
                : null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException)
        {
            _logger.OidcConnectorUnreachable(Id, failure.GetType().Name);
            return null;
        }
    }

    /// <remarks>JSON is UTF-8, whatever character set the answer claims.</remarks>
    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
