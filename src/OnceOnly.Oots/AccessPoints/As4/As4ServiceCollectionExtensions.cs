// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.Evidence.Telemetry;
using OnceOnly.Oots.CodeLists;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>Registers what stands between AS4 and the data model.</summary>
public static class As4ServiceCollectionExtensions
{
    /// <summary>
    /// The access point as a port, and the consumer of what comes. The host adds a <see cref="OnceOnly.EDelivery.Sending.MessageSender"/>,
    /// an outbox, <see cref="RefusalOptions"/>, and whoever takes requests and answers.
    /// </summary>
    public static IServiceCollection AddOotsOverAs4(this IServiceCollection services)
    {
        services.TryAddSingleton(OotsCodeLists.BuiltIn);
        services.TryAddSingleton<IAccessPoint, As4AccessPoint>();
        services.TryAddSingleton<EdmJudge>();
        services.TryAddSingleton<ServingMeter>();
        services.TryAddSingleton<RefusalWriter>();
        services.TryAddSingleton<IMessageConsumer, EdmDispatcher>();
        return services;
    }
}
