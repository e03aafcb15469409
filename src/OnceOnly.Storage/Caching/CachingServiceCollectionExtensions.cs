// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Redis;

namespace OnceOnly.Storage.Caching;

/// <summary>Registers the caches.</summary>
public static class CachingServiceCollectionExtensions
{
    /// <summary>Puts memory and Redis before the store that was added already. Without the section nothing is cached.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <c>Storage:Redis</c>.</param>
    public static IServiceCollection AddRedisCaches(this IServiceCollection services, IConfigurationSection section)
    {
        if (!section.Exists())
        {
            return services;
        }

        services.AddOptions<RedisOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisOptions>, RedisOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CacheMeter>();
        services.TryAddSingleton<RedisConnection>();

        // ASP.NET Core's pages have brought one of their own already, which is in memory.
        services.Replace(ServiceDescriptor.Singleton<IDistributedCache, RedisCache>());
        services.PutBeforeSegments();
        return services;
    }

    private static void PutBeforeSegments(this IServiceCollection services)
    {
        var store = services.Last(service => service.ServiceType == typeof(IEvidenceSegments));
        services.Remove(store);
        services.AddKeyedSingleton(nameof(CachedEvidenceSegments), (provider, _) => (IEvidenceSegments)(
            store.ImplementationInstance
            ?? store.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, store.ImplementationType!)));
        services.AddSingleton<IEvidenceSegments>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<RedisOptions>>().Value;
            var clock = provider.GetRequiredService<TimeProvider>();
            return new CachedEvidenceSegments(
                provider.GetRequiredKeyedService<IEvidenceSegments>(nameof(CachedEvidenceSegments)),
                provider.GetRequiredService<IDistributedCache>(),
                new FirstLevel(options.MemoryBytes, options.MemoryLifetime, clock),
                options,
                provider.GetRequiredService<CacheMeter>(),
                new OccasionalLog(provider.GetRequiredService<ILogger<CachedEvidenceSegments>>(), clock));
        });
    }
}
