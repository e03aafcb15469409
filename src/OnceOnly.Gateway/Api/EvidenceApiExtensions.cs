// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection.Extensions;
using OnceOnly.Evidence.EServices;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Gateway.Api.AuthorizationDetails;
using OnceOnly.Gateway.Api.Description;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Gateway.Api.EServices;
using OnceOnly.Gateway.Api.Rest;
using OnceOnly.Gateway.Api.Rpc;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Identity.AuthorizationDetails;

namespace OnceOnly.Gateway.Api;

internal static class EvidenceApiExtensions
{
    private const int LargestMessage = 64 * 1024;

    public static void AddEvidenceApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.TryAddSingleton<IEServiceDirectory, EServicesFromClients>();
        builder.Services.TryAddSingleton<IAuthorizationDetailsPolicy, EvidenceRequestPolicy>();
        builder.Services.AddSingleton<EvidenceApi>();
        builder.Services.AddSingleton<ExchangeWatch>();
        builder.Services.AddSingleton<ExchangeResources>();
        builder.Services.AddSingleton<PartialDeliveries>();
        builder.Services.AddSingleton<ExchangeMessages>();
        builder.Services.AddSingleton<RpcErrors>();
        builder.Services.AddSingleton<EvidenceRpc>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.IgnoreUnknownServices = true;
            grpc.MaxReceiveMessageSize = LargestMessage;
            grpc.Interceptors.Add<RpcFailures>();
        });
        builder.Services.AddApiDescription();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    /// <summary>Goes early: answers what fails further in.</summary>
    public static void UseEvidenceApiFailures(this IApplicationBuilder app)
    {
        app.UseWhen(ApiFailures.IsRest, api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = ApiFailures.WriteExceptionAsync,
                SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException,
            });
            api.UseStatusCodePages(ApiFailures.WriteStatusAsync);
        });
        app.UseWhen(context => GrpcErrors.IsGrpc(context.Request), calls => calls.UseStatusCodePages(ApiFailures.WriteGrpcStatusAsync));
    }

    public static void UseEvidenceApi(this IApplicationBuilder app)
    {
        // Placed here by hand: ASP.NET would put it first of all, before limits and listeners are looked at.
        app.UseAuthentication();
        app.UseMiddleware<AccessTokenMiddleware>();
        app.UseMiddleware<WholeBodies>();
    }

    public static void MapEvidenceApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapEvidenceRest();
        endpoints.MapApiDescription();
        endpoints.MapGrpcService<EvidenceRpc>()
            .ServedOn(Listener.Public, Listener.MutualTls)
            .WithMetadata(AccessTokenRequired.Instance);
    }
}
