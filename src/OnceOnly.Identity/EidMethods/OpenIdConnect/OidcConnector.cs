// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>A configured connector, and what is known of it at the moment. Keys that are not known yet are looked for anew.</summary>
internal sealed class OidcConnector : IDisposable
{
    private const int LargestAnswer = 512 * 1024;
    private const int LongestToken = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    // A key that was withdrawn may serve no longer than this, even when nobody lets us learn of it.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger<OidcConnector> _logger;
    private readonly TokenDecryption? _decryption;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile KnownConnector? _known;
    private int _looks;
    private long _failedAt; // UTC ticks, as the next
    private long _lookedForKeyAt;

    public OidcConnector(string id, OidcConnectorOptions options, TimeProvider time, ILogger<OidcConnector> logger)
    {
        Id = id;
        Options = options;
        Authentication = OidcClientAuthentication.Load(options);
        OwnKeys = OidcOwnKeys.Publish(options);
        _decryption = TokenDecryption.Load(options);
        _time = time;
        _logger = logger;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = Fresh };
        if (options.TrustedAuthoritiesFile is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = CertificateFile.AuthoritiesFrom(authorities);
        }

        _http = new HttpClient(handler) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout };
    }

    public string Id { get; }

    public OidcConnectorOptions Options { get; }

    public OidcClientAuthentication Authentication { get; }

    /// <summary>Our public keys for it, as a JSON Web Key Set; null where there are none.</summary>
    public byte[]? OwnKeys { get; }

    /// <summary>What it says about itself; null when that cannot be had.</summary>
    public async Task<OidcMetadata?> MetadataAsync(CancellationToken cancellationToken) =>
        (await KnownAsync(known => known.At > Now - Fresh || IsRecent(ref _failedAt), forKey: false, cancellationToken))?.Metadata;

    /// <summary>Reads a token that one of its keys signed, and that may be encrypted for us around that (Core §16.14).</summary>
    /// <returns>The token; or <see cref="OidcFault.TokenEncryption"/> or <see cref="OidcFault.TokenSignature"/>.</returns>
    public async Task<(OidcFault Fault, ReceivedJwt? Token)> ReadAsync(string? text, CancellationToken cancellationToken)
    {
        if (text?.Length <= LongestToken && TokenDecryption.IsEncrypted(text) && _decryption?.TryOpen(text, out text) != true)
        {
            return (OidcFault.TokenEncryption, null);
        }

        return ReceivedJwt.TryRead(text, LongestToken, out var token) && await SignedAsync(token, cancellationToken)
            ? (OidcFault.None, token)
            : (OidcFault.TokenSignature, null);
    }

    /// <summary>Whether one of its keys signed a token. When none that is known did, newer ones are looked for, but not all the time.</summary>
    private async Task<bool> SignedAsync(ReceivedJwt jwt, CancellationToken cancellationToken)
    {
        var allowed = Options.Algorithms.Count > 0 ? Options.Algorithms : OidcKeys.Default;
        if (!allowed.Contains(jwt.Algorithm, StringComparer.Ordinal))
        {
            return false;
        }

        // A new key may bear the name of an old one, and sign right after a look at the metadata: only looks for keys hold others off.
        var known = await KnownAsync(known => known.Keys.Signed(jwt) || IsRecent(ref _lookedForKeyAt), forKey: true, cancellationToken);
        return known?.Keys.Signed(jwt) == true;
    }

    /// <exception cref="HttpRequestException">It cannot be reached, cannot serve anybody at the moment, or answers at too great a length.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time.</exception>
    public async Task<OidcAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await _http.SendAsync(request, cancellationToken);
        if (response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests)
        {
            throw new HttpRequestException(message: null, inner: null, response.StatusCode);
        }

        return new OidcAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Writes down why <see cref="SendAsync"/> had no answer.</summary>
    public void Unreachable(Exception failure) => _logger.OidcConnectorUnreachable(
        Id, failure is HttpRequestException { StatusCode: { } status } ? $"HTTP {(int)status}" : failure.GetType().Name);

    public void Dispose()
    {
        _http.Dispose();
        _turn.Dispose();
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private KnownConnector? Known => _known is { } known && known.At > Now - Longest ? known : null;

    private async Task<KnownConnector?> KnownAsync(Func<KnownConnector, bool> isEnough, bool forKey, CancellationToken cancellationToken)
    {
        if (Known is { } known && isEnough(known))
        {
            return known;
        }

        var looks = Volatile.Read(ref _looks);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Who waited while another looked has looked too: a connector that does not answer shall not be waited for one by one.
            if (looks == _looks && (Known is not { } meanwhile || !isEnough(meanwhile)))
            {
                await LookAsync(forKey, cancellationToken);
                _looks++;
            }

            return Known;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <remarks>What was known serves on for a while when there is nothing newer.</remarks>
    private async Task LookAsync(bool forKey, CancellationToken cancellationToken)
    {
        var found = await FetchAsync(cancellationToken);
        if (forKey)
        {
            Volatile.Write(ref _lookedForKeyAt, Now.UtcTicks);
        }

        if (found is null)
        {
            Volatile.Write(ref _failedAt, Now.UtcTicks);
            return;
        }

        _known = found;
    }

    private bool IsRecent(ref long ticks) => Now.UtcTicks - Volatile.Read(ref ticks) < BetweenLooks.Ticks;

    private async Task<KnownConnector?> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var address = Options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
            if (!OidcMetadata.TryRead(await _http.GetByteArrayAsync(new Uri(address), cancellationToken), Options, out var metadata, out var problem))
            {
                _logger.OidcMetadataRefused(Id, problem);
                return null;
            }

            if (OidcKeys.Read(await _http.GetByteArrayAsync(metadata.Keys, cancellationToken)) is not { } keys)
            {
                _logger.OidcMetadataRefused(Id, "its key set cannot be read");
                return null;
            }

            return new KnownConnector(metadata, keys, Now);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException)
        {
            Unreachable(failure);
            return null;
        }
    }
}
