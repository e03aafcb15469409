// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Listeners;

internal static class ListenerEndpointExtensions
{
    public static TBuilder ServedOn<TBuilder>(this TBuilder builder, params Listener[] listeners)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ServedOnAttribute(listeners));
}
