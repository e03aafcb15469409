// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Upkeep;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Catalogue;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.CommonServices;
using OnceOnly.Oots.CommonServices.Signatures;
using OnceOnly.Oots.Requesting;
using OnceOnly.Oots.Requesting.Answers;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots;

/// <summary>Plugs evidence from other Member States in.</summary>
public static class OotsServiceCollectionExtensions
{
    private const string Broker = "oots-evidence-broker";
    private const string Directory = "oots-data-service-directory";

    /// <summary>
    /// The requester's side: what other Member States offer joins the catalogue that is registered already, and its providers can be asked.
    /// The host adds an <see cref="IAccessPoint"/>, its <see cref="IRemits"/> and the stores, and does not start when the section contradicts itself.
    /// </summary>
    /// <param name="services">The container, with the domestic catalogue.</param>
    /// <param name="section">The configuration section <c>Oots</c>.</param>
    public static IServiceCollection AddOotsRequesting(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<OotsOptions>().Bind(section).ValidateOnStart();
        services.AddOptions<RequestingOptions>().Bind(section.GetSection("Requesting")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OotsOptions>, OotsOptionsValidator>();
        services.AddSingleton<IValidateOptions<RequestingOptions>, RequestingOptionsValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<OotsOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RequestingOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(OotsCodeLists.BuiltIn);
        services.AddCatalogue();
        services.AddSingleton<RequestSecrets>();
        services.AddSingleton<RequestBuilder>();
        services.AddSingleton<RequestDrafts>();
        services.AddSingleton<AnswerBell>();
        services.AddSingleton<AnswerKeeper>();
        services.AddSingleton<AnswerReading>();
        services.AddSingleton<IIncomingAnswers, IncomingAnswers>();
        services.AddSingleton<IEvidenceProvider, OotsEvidenceProvider>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IBackgroundWork, AnswerWatch>(),
            ServiceDescriptor.Singleton<IBackgroundWork, RequestUpkeep>(),
        ]);
        return services;
    }

    private static void AddCatalogue(this IServiceCollection services)
    {
        services.AddService(Broker, options => options.EvidenceBroker!);
        services.AddService(Directory, options => options.DataServiceDirectory!);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<OotsOptions>().CommonServices;
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(options.RootsFile!);
            var seals = new CatalogueSealVerifier(roots);
            var http = provider.GetRequiredService<IHttpClientFactory>();
            var clock = provider.GetRequiredService<TimeProvider>();
            var shared = provider.GetService<IDistributedCache>();
            return new CommonServicePair(
                new CommonServicesClient(http.CreateClient(Broker), seals, options.Answers, clock, shared),
                new CommonServicesClient(http.CreateClient(Directory), seals, options.Answers, clock, shared));
        });
        services.AddSingleton<ProvingTypes>();
        services.AddSingleton<DirectorySearch>();
        services.AddSingleton<SealedAnswers>();
        services.AddSingleton(provider => new OotsCatalogue(
            provider.GetRequiredService<ProvingTypes>(),
            provider.GetRequiredService<DirectorySearch>(),
            provider.GetRequiredService<SealedAnswers>(),
            provider.GetRequiredService<OotsCodeLists>(),
            provider.GetRequiredService<OotsOptions>().Country,
            provider.GetRequiredService<RequestingOptions>().WithoutPreview,
            provider.GetRequiredService<ILogger<OotsCatalogue>>()));
        var domestic = services.Where(service => service.ServiceType == typeof(IEvidenceCatalogue)).ToArray();
        services.RemoveAll<IEvidenceCatalogue>();
        services.AddSingleton<IEvidenceCatalogue>(provider =>
            new JoinedCatalogue([.. domestic.Select(service => Make(service, provider)), provider.GetRequiredService<OotsCatalogue>()]));
    }

    private static void AddService(this IServiceCollection services, string name, Func<CommonServiceOptions, Uri> address) =>
        services.AddHttpClient(name, (provider, client) =>
            {
                var options = provider.GetRequiredService<OotsOptions>().CommonServices;
                client.BaseAddress = address(options);
                client.Timeout = options.Timeout;
            })
            .ConfigurePrimaryHttpMessageHandler(provider =>
                CommonServicesHandler.Create(provider.GetRequiredService<OotsOptions>().CommonServices.TrustedAuthoritiesFile))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // Questions may hold what a citizen answered.
            .RemoveAllLoggers();

    private static IEvidenceCatalogue Make(ServiceDescriptor service, IServiceProvider provider) =>
        (IEvidenceCatalogue)(service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
