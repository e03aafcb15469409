// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Keys;
using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.Authorization;
using OnceOnly.Identity.AuthorizationDetails;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Discovery;
using OnceOnly.Identity.Dpop;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.Interactions;
using OnceOnly.Identity.Keys;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Logout;
using OnceOnly.Identity.Pages;
using OnceOnly.Identity.PushedRequests;
using OnceOnly.Identity.Sessions;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Subjects;
using OnceOnly.Identity.Tokens;
using OnceOnly.Identity.UserInfo;

namespace OnceOnly.Identity;

/// <summary>Registers the OpenID provider.</summary>
public static class IdentityServiceCollectionExtensions
{
    /// <summary>
    /// Adds the provider. The host also registers an <see cref="IProtocolStore"/>, an <see cref="ISharedSecrets"/>, an <see cref="IAuthorizationDetailsPolicy"/>,
    /// its eID methods, and where data protection keeps its keys.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <c>Identity</c>.</param>
    public static IServiceCollection AddOnceOnlyIdentity(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<IdentityOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PublicAddress>();
        services.AddDataProtection();
        return services
            .AddState()
            .AddKeys()
            .AddClients()
            .AddAuthorizations()
            .AddCitizens()
            .AddTokens()
            .AddAccessTokens();
    }

    private static IServiceCollection AddState(this IServiceCollection services)
    {
        services.TryAddSingleton<ProtectedStore>();
        services.AddHostedService<ExpiryWorker>();
        return services;
    }

    private static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.TryAddSingleton<ProviderKeyStore>();
        services.TryAddSingleton<SigningKeys>();
        services.TryAddSingleton<IProviderKeys>(provider => provider.GetRequiredService<SigningKeys>());
        services.TryAddSingleton<PairwiseSubjects>();
        services.TryAddSingleton<DiscoveryEndpoint>();
        services.TryAddSingleton<JwksEndpoint>();
        return services;
    }

    private static IServiceCollection AddClients(this IServiceCollection services)
    {
        services.TryAddSingleton<IClientDirectory, ConfiguredClients>();
        services.TryAddSingleton<ClientKeys>();
        services.TryAddSingleton<ClientAssertions>();
        services.TryAddSingleton<ClientCertificates>();
        services.TryAddSingleton<ClientAuthenticator>();
        services.TryAddSingleton<DpopNonces>();
        services.TryAddSingleton<DpopProofs>();
        services.TryAddSingleton<KeyBindings>();
        return services;
    }

    private static IServiceCollection AddAuthorizations(this IServiceCollection services)
    {
        services.TryAddSingleton<AuthorizationDetailsReader>();
        services.TryAddSingleton<AuthorizationRequestReader>();
        services.TryAddSingleton<PushedRequestStore>();
        services.TryAddSingleton<PushedRequestEndpoint>();
        services.TryAddSingleton<OngoingAuthorizations>();
        services.TryAddSingleton<AuthorizationResponse>();
        services.TryAddSingleton<AuthorizationCompletion>();
        services.TryAddSingleton<AuthorizationEndpoint>();
        services.TryAddSingleton<IAuthorizationInteractions, AuthorizationInteractions>();
        return services;
    }

    private static IServiceCollection AddCitizens(this IServiceCollection services)
    {
        services.TryAddSingleton<ICitizenSessions, CitizenSessions>();
        services.TryAddSingleton<ILogins, CitizenLogins>();
        services.TryAddSingleton<IProtocolPages, PlainProtocolPages>();
        services.TryAddSingleton<EndSessionEndpoint>();
        return services;
    }

    private static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.TryAddSingleton<GrantStore>();
        services.TryAddSingleton<Narrowing>();
        services.TryAddSingleton<TokenIssuer>();
        services.TryAddSingleton<IdTokenHints>();
        services.TryAddSingleton<ReceivedAccessTokens>();
        services.TryAddSingleton<Refreshing>();
        services.TryAddSingleton<CodeRedemption>();
        services.TryAddSingleton<ClientCredentials>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton<RevocationEndpoint>();
        services.TryAddSingleton<UserInfoEndpoint>();
        return services;
    }

    private static IServiceCollection AddAccessTokens(this IServiceCollection services)
    {
        services.TryAddSingleton<IAccessTokenVerifier, AccessTokenVerifier>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AccessTokenDefaults.Scheme, configureOptions: null);
        return services;
    }
}
