// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Calls;
using OnceOnly.Registries.Catalogue;
using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries;

/// <summary>Plugs the domestic registries in.</summary>
public static class RegistriesRegistration
{
    /// <summary>
    /// Adds <see cref="IEvidenceCatalogue"/> and <see cref="IEvidenceProvider"/> for the registries in the section
    /// <c>Registries</c>. The host does not start when that section is contradictory or incomplete.
    /// </summary>
    public static IServiceCollection AddOnceOnlyRegistries(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(RegistriesOptions.Section);
        var providers = section.GetSection(nameof(RegistriesOptions.Providers)).GetChildren()
            .Select(provider => provider.Key).ToHashSet(StringComparer.Ordinal);
        services.AddOptions<RegistriesOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RegistriesOptions>>(new RegistriesValidator(section, new RegisteredProviders(providers)));
        services.AddSingleton(container => container.GetRequiredService<IOptions<RegistriesOptions>>().Value);
        services.AddSingleton(container => RegistryDeclarations.Of(container.GetRequiredService<RegistriesOptions>()));
        services.AddHttpClient();
        foreach (var provider in providers)
        {
            services.AddHttpClient(RegistryClient.ClientName(provider), client => client.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(container =>
                    RegistryHandler.Of(container.GetRequiredService<RegistryDeclarations>().Providers[provider]))
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

                // The factory's own log lines hold addresses, and with them people.
                .RemoveAllLoggers();
        }

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RegistryMetrics>();
        services.AddSingleton<IEvidenceCatalogue, ConfiguredCatalogue>();
        services.AddSingleton<IEvidenceProvider, RegistryEvidenceProvider>();
        return services;
    }
}
