// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Plugs national connectors in that speak OpenID Connect.</summary>
public static class OpenIdConnectServiceCollectionExtensions
{
    /// <summary>Adds the method. The OpenID provider is registered beside it.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <see cref="OidcConnectorsOptions.Section"/>: one entry a connector.</param>
    public static IServiceCollection AddOidcConnectors(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<OidcConnectorsOptions>().Configure(options => section.Bind(options.Connectors)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OidcConnectorsOptions>, OidcConnectorsOptionsValidator>());
        services.TryAddSingleton<OidcConnectorDirectory>();
        services.TryAddSingleton<OidcBackChannel>();
        services.TryAddSingleton<OidcMetrics>();
        services.TryAddSingleton<OidcCallback>();
        services.AddSingleton<IEidMethod, OpenIdConnectMethod>();
        return services;
    }
}
