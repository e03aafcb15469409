// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Net;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>A browser's network that notes the gateway's cookies, and stops where the e-service would have a site.</summary>
internal sealed class CookieJar(Uri gateway, Uri eService, HttpMessageHandler network) : DelegatingHandler(network)
{
    private readonly ConcurrentDictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <summary>What the browser sends to the gateway.</summary>
    public string Header => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.Authority == eService.Authority)
        {
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<h1>E-service</h1>") };
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri.Authority == gateway.Authority && response.Headers.TryGetValues("Set-Cookie", out var headers))
        {
            foreach (var header in headers)
            {
                var pair = header.Split(';', 2)[0].Split('=', 2);
                _cookies[pair[0]] = pair[1];
            }
        }

        return response;
    }
}
