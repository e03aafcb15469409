// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace OnceOnly.Gateway.Protection;

/// <summary>Only the address is taken over: scheme and host are those of our own listeners.</summary>
internal sealed class ForwardedHeadersFromOptions(IOptions<ForwardingOptions> options) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions headers)
    {
        headers.KnownIPNetworks.Clear();
        headers.KnownProxies.Clear();
        headers.ForwardedHeaders = ForwardedHeaders.None;
        foreach (var network in options.Value.KnownNetworks)
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            headers.KnownIPNetworks.Add(IPNetwork.Parse(network));
        }
    }
}
