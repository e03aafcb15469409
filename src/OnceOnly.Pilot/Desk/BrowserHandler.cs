// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace OnceOnly.Pilot.Desk;

/// <summary>The network of a browser in which the desk's own site exists, though nobody serves it: an empty page anywhere.</summary>
internal sealed class BrowserHandler(Uri site, HttpMessageHandler network) : DelegatingHandler(network)
{
    public static IReadOnlyDictionary<string, string> QueryOf(Uri address) =>
        QueryHelpers.ParseQuery(address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri!.Authority == site.Authority
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<!doctype html><title>Back</title>") })
            : base.SendAsync(request, cancellationToken);
}
