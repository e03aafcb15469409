// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence;
using OnceOnly.Gateway.EDelivery;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Identity;
using OnceOnly.Identity.EidMethods.EidasSaml;
using OnceOnly.Identity.EidMethods.OpenIdConnect;
using OnceOnly.Oots;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Providing;
using OnceOnly.Registries;
using OnceOnly.Storage;
using OnceOnly.Storage.Caching;

namespace OnceOnly.Gateway.Parts;

/// <summary>Which parts are plugged in: the heart, the OpenID provider with its eID methods, domestic registries, an access point, and state in SQL.</summary>
internal static class PluggedInParts
{
    /// <summary>What clients call themselves, and so may call with their certificate; the rest is for browsers.</summary>
    private static readonly string[] ForClients =
        ["/.well-known/", "/connect/par", "/connect/token", "/connect/userinfo", "/connect/revocation"];

    public static void AddParts(this WebApplicationBuilder builder)
    {
        builder.Services.AddOnceOnlyState(builder.Configuration.GetSection("Storage"));
        builder.Services.AddRedisCaches(builder.Configuration.GetSection("Storage:Redis"));
        builder.Services.AddOnceOnlyEvidence(builder.Configuration.GetSection("Evidence").Bind);
        builder.Services.AddOnceOnlyRegistries(builder.Configuration);
        builder.Services.AddOnceOnlyIdentity(builder.Configuration.GetSection("Identity"));
        var eidas = builder.Configuration.GetSection(EidasSamlOptions.Section);
        if (eidas.Exists())
        {
            builder.Services.AddEidasSaml(eidas);
        }

        var openIdConnect = builder.Configuration.GetSection(OidcConnectorsOptions.Section);
        if (openIdConnect.Exists())
        {
            builder.Services.AddOidcConnectors(openIdConnect);
        }

        var oots = builder.Configuration.GetSection(OotsOptions.Section);
        builder.Services.AddOotsCodeLists(oots);
        if (oots.GetSection("Requesting").Exists())
        {
            builder.Services.AddOotsRequesting(oots);
        }

        var delivery = builder.Configuration.GetSection(EDeliveryOptions.Section);
        if (delivery.Exists())
        {
            builder.Services.AddOnceOnlyEDelivery(delivery);
        }

        var providing = builder.Configuration.GetSection(ProvidingOptions.Section);
        if (providing.Exists())
        {
            builder.Services.AddOotsProviding(providing);
            builder.Services.AddSingleton<IPostConfigureOptions<ProvidingOptions>, PreviewAddressFromListeners>();
            builder.Services.AddSingleton<IValidateOptions<ProvidingOptions>, ServedEvidenceIsDeclared>();
        }

        builder.Services.AddSingleton<IPostConfigureOptions<IdentityOptions>, IdentityFromListeners>();
        builder.Services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityFromListeners>();
    }

    public static void MapParts(this IEndpointRouteBuilder endpoints)
    {
        var identity = endpoints.MapGroup(string.Empty);
        ((IEndpointConventionBuilder)identity).Add(endpoint => endpoint.Metadata.Add(IsForClients(endpoint)
            ? new ServedOnAttribute(Listener.Public, Listener.MutualTls)
            : new ServedOnAttribute(Listener.Public)));
        identity.MapOnceOnlyIdentity();
        endpoints.MapAs4();
    }

    private static bool IsForClients(EndpointBuilder endpoint) =>
        endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
        && Array.Exists(ForClients, prefix => path.StartsWith(prefix, StringComparison.Ordinal));
}
