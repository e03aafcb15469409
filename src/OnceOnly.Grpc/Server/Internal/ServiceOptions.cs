// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A change of one service's options, as registered.</summary>
internal sealed record ServiceOptionsChange<TService>(Action<GrpcServiceOptions<TService>> Apply)
    where TService : class;

internal static class ServiceOptions
{
    public static GrpcServiceOptions For<TService>(IServiceProvider services)
        where TService : class
    {
        var common = services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var options = new GrpcServiceOptions<TService>
        {
            MaxReceiveMessageSize = common.MaxReceiveMessageSize,
            MaxSendMessageSize = common.MaxSendMessageSize,
            EnableDetailedErrors = common.EnableDetailedErrors,
            IgnoreUnknownServices = common.IgnoreUnknownServices,
        };
        foreach (var interceptor in common.Interceptors)
        {
            options.Interceptors.Add(interceptor);
        }

        foreach (var change in services.GetServices<ServiceOptionsChange<TService>>())
        {
            change.Apply(options);
        }

        return options;
    }
}
