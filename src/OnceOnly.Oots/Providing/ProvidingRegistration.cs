// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.CodeLists;

namespace OnceOnly.Oots.Providing;

/// <summary>Plugs the provider's side in.</summary>
public static class ProvidingRegistration
{
    private const string Moved =
        "Oots:Providing:Requesters:N:Country is not read any more: name the country in EDelivery:Partners:P:Countries of that access point, and take this key out.";

    /// <summary>
    /// Serves requests of other Member States from domestic registries. The host adds the heart, an <see cref="IAccessPoint"/>,
    /// its <see cref="IRemits"/> and the pages, and says where they are (<see cref="ProvidingOptions.PreviewAddress"/>).
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <c>Oots:Providing</c>.</param>
    public static IServiceCollection AddOotsProviding(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<ProvidingOptions>().Bind(section).Validate(_ => !NamesCountries(section), Moved).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProvidingOptions>, ProvidingOptionsRules>());
        services.TryAddSingleton(OotsCodeLists.BuiltIn);
        services.TryAddSingleton<DataServices>();
        services.TryAddSingleton<Answers>();
        services.TryAddSingleton<ServingChannel>();
        services.TryAddSingleton<IServingChannel>(provider => provider.GetRequiredService<ServingChannel>());
        services.TryAddSingleton<IIncomingRequests, IncomingRequests>();
        return services.AddOnceOnlyServing();
    }

    private static bool NamesCountries(IConfiguration section) => section.GetSection("Requesters").GetChildren().Any(requester => requester["Country"] is not null);
}
