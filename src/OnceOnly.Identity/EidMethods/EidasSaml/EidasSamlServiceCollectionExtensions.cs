// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Plugs eIDAS SAML in.</summary>
public static class EidasSamlServiceCollectionExtensions
{
    /// <summary>Adds the method. The OpenID provider is registered beside it; other <see cref="ISamlKeys"/> than files before it.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <see cref="EidasSamlOptions.Section"/>.</param>
    public static IServiceCollection AddEidasSaml(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<EidasSamlOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EidasSamlOptions>, EidasSamlOptionsValidator>());
        if (services.All(service => service.ServiceType != typeof(ISamlKeys)))
        {
            services.AddSingleton<ISamlKeys, SamlKeysFromFiles>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EidasSamlOptions>, SamlKeyFilesValidator>());
        }

        services.TryAddSingleton<ConnectorDirectory>();
        services.TryAddSingleton<MetadataWatermark>();
        services.TryAddSingleton<MetadataRefresh>();
        services.AddMetrics();
        services.TryAddSingleton<EidasMetrics>();
        services.AddHostedService(provider => provider.GetRequiredService<MetadataRefresh>());
        services.AddHostedService<CertificateWatch>();
        services.TryAddSingleton<EidasServiceProvider>();
        services.TryAddSingleton<AssertionConsumer>();
        services.AddSingleton<IEidMethod, EidasSamlMethod>();
        return services;
    }
}
