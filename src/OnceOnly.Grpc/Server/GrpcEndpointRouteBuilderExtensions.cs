// SPDX-License-Identifier: EUPL-1.2

using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts gRPC services on routes.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps the methods of a service, and UNIMPLEMENTED for everything else that is gRPC unless the options say otherwise.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var server = builder.ServiceProvider.GetService<GrpcServer>()
            ?? throw new InvalidOperationException("Call services.AddGrpc() before MapGrpcService.");
        var options = ServiceOptions.For<TService>(builder.ServiceProvider);
        var binder = new EndpointBinder<TService>(builder, server, options);
        ServiceShape.Bind<TService>(binder);
        if (options.IgnoreUnknownServices is not true)
        {
            UnimplementedEndpoint.MapOnce(builder, server);
        }

        return new GrpcServiceEndpointConventionBuilder(binder.Endpoints);
    }
}
