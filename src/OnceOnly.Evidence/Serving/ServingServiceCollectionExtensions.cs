// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Evidence.Serving;

/// <summary>Registers the provider's side of the heart.</summary>
public static class ServingServiceCollectionExtensions
{
    /// <summary>Serves requests of other Member States. The host adds the <see cref="IServingChannel"/> they come through.</summary>
    public static IServiceCollection AddOnceOnlyServing(this IServiceCollection services)
    {
        services.TryAddSingleton<ServedVault>();
        services.TryAddSingleton<ServedLedger>();
        services.TryAddSingleton<AnswerSender>();
        services.TryAddSingleton<AnswerDesk>();
        services.TryAddSingleton<RegistryAnswer>();
        services.TryAddSingleton<RegistryAsk>();
        services.TryAddSingleton<IServing, ServingDesk>();
        services.TryAddSingleton<IServingPreviews, ServingPreviewDesk>();
        services.AddSingleton<IBackgroundWork>(provider => provider.GetRequiredService<AnswerSender>());
        services.AddSingleton<IBackgroundWork, ServedUpkeep>();
        return services;
    }
}
