// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OnceOnly.Gateway.Listeners;

internal static class ListenersExtensions
{
    public static void AddListeners(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ListenersOptions>().BindConfiguration(ListenersOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ListenersOptions>, ListenersOptionsValidator>();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelListeners>();
    }
}
