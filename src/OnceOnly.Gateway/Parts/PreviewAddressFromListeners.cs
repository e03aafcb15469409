// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Gateway.Portal.Serving;
using OnceOnly.Oots.Providing;

namespace OnceOnly.Gateway.Parts;

/// <summary>Preview links for other Member States lead to the portal.</summary>
internal sealed class PreviewAddressFromListeners(IOptions<ListenersOptions> listeners) : IPostConfigureOptions<ProvidingOptions>
{
    public void PostConfigure(string? name, ProvidingOptions options)
    {
        if (options.PreviewAddress is null && listeners.Value.Public.Origin is { } origin)
        {
            options.PreviewAddress = new Uri(origin, PreviewSpaceModel.Path);
        }
    }
}
