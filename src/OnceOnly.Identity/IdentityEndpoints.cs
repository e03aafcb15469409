// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.Authorization;
using OnceOnly.Identity.Discovery;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.Logout;
using OnceOnly.Identity.PushedRequests;
using OnceOnly.Identity.Tokens;
using OnceOnly.Identity.UserInfo;

namespace OnceOnly.Identity;

/// <summary>Maps the OpenID provider.</summary>
public static class IdentityEndpoints
{
    private static readonly string[] Get = [HttpMethods.Get];
    private static readonly string[] Post = [HttpMethods.Post];
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>Maps every endpoint of the provider and those of the eID methods.</summary>
    public static IEndpointRouteBuilder MapOnceOnlyIdentity(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.Map<DiscoveryEndpoint>("/.well-known/openid-configuration", Get, endpoint => endpoint.HandleAsync);
        endpoints.Map<DiscoveryEndpoint>("/.well-known/oauth-authorization-server", Get, endpoint => endpoint.HandleAsync);
        endpoints.Map<JwksEndpoint>(JwksEndpoint.Path, Get, endpoint => endpoint.HandleAsync);
        endpoints.Map<PushedRequestEndpoint>(IdentityPath.PushedRequest, Post, endpoint => endpoint.HandleAsync);
        endpoints.Map<AuthorizationEndpoint>(AuthorizationEndpoint.Path, GetAndPost, endpoint => endpoint.OpenAsync);
        endpoints.Map<AuthorizationEndpoint>(AuthorizationEndpoint.ResumePath, Get, endpoint => endpoint.ResumeAsync);
        endpoints.Map<AuthorizationEndpoint>(AuthorizationEndpoint.CancelPath, Get, endpoint => endpoint.CancelAsync);
        endpoints.Map<TokenEndpoint>(IdentityPath.Token, Post, endpoint => endpoint.HandleAsync);
        endpoints.Map<UserInfoEndpoint>(IdentityPath.UserInfo, GetAndPost, endpoint => endpoint.HandleAsync);
        endpoints.Map<RevocationEndpoint>(IdentityPath.Revocation, Post, endpoint => endpoint.HandleAsync);
        endpoints.Map<EndSessionEndpoint>(EndSessionEndpoint.Path, GetAndPost, endpoint => endpoint.BeginAsync);
        endpoints.Map<EndSessionEndpoint>(EndSessionEndpoint.ConfirmPath, Post, endpoint => endpoint.ConfirmAsync);
        foreach (var method in endpoints.ServiceProvider.GetServices<IEidMethod>())
        {
            method.MapEndpoints(endpoints);
        }

        return endpoints;
    }

    private static void Map<TEndpoint>(
        this IEndpointRouteBuilder endpoints,
        string path,
        IEnumerable<string> methods,
        Func<TEndpoint, RequestDelegate> handler)
        where TEndpoint : class =>
        endpoints.MapMethods(path, methods, handler(endpoints.ServiceProvider.GetRequiredService<TEndpoint>())).ExcludeFromDescription();
}
